package org.haiov.verification.vi;

import java.util.List;
import org.haiov.sim.golden.vi.UserEvent;
import org.haiov.sim.lockstep.vi.Script;

/** The same thing on several harts in one cycle, for every set of four harts (docs/hart-link.md, section 9). */
final class SimultaneousScenarios {
    private static final int SUPERVISOR = 0;
    private static final int USER = 1;
    private static final int SETS = 16;

    static final List<Scenario> ALL = List.of(
            new Scenario("claims and takes of any set of harts in one cycle", SimultaneousScenarios::claims),
            new Scenario("claims and takes of any set of harts beside a request to each VID", SimultaneousScenarios::claimsUnderRequests),
            new Scenario("any set of harts is disabled in one cycle", SimultaneousScenarios::disabled),
            new Scenario("claims of any set of harts in the cycle of, before and after being disabled", SimultaneousScenarios::claimMeetsDisabled),
            new Scenario("any set of harts gives back, or answers a withdrawal, in one cycle", SimultaneousScenarios::givenBack),
            new Scenario("clear withdraws any set of VIDs in one cycle", SimultaneousScenarios::cleared),
            new Scenario("the end of a handler against a write of its VID's config and ctx", SimultaneousScenarios::endMeetsWrite));

    private SimultaneousScenarios() {
    }

    /** VIDs 0-3 are offered to and 4-7 pushed to harts 0-3, each to its own. */
    private static void present(Script s) {
        for (int v = 0; v < 8; v++) {
            s.request(0, v, 1);
        }
        for (int h = 0; h < 4; h++) {
            int hart = h;
            if (!s.offered(h)) {
                s.untilOffered(h);
            }
            if (!s.presented(h)) {
                s.until("a push", () -> s.presented(hart));
            }
        }
        s.step();
    }

    private static void setUp(Script s) {
        for (int v = 0; v < 8; v++) {
            s.vi(v, v < 4 ? SUPERVISOR : USER, 0, 1, v % 4, 1 << v % 4);
        }
    }

    /** In the next cycle these harts claim, and these harts' user VI has this event. */
    private static void happen(Script s, int claims, int events, UserEvent event) {
        s.cycle().sClaim = claims;
        for (int h = 0; h < 4; h++) {
            s.cycle().uEvent[h] = (events >>> h & 1) != 0 ? event.code() : 0;
        }
        s.step();
    }

    private static void expectCounts(Script s, int[] deliveries) {
        for (int v = 0; v < 8; v++) {
            s.expect("deliveries of VID " + v, deliveries[v], s.deliveries(v));
        }
    }

    private static void claims(Script s) {
        setUp(s);
        int[] deliveries = new int[8];
        for (int claims = 0; claims < SETS; claims++) {
            int events = (claims * 7 + 5) % SETS;
            present(s);
            happen(s, claims, events, UserEvent.TAKE);
            count(deliveries, claims, events);
            expectCounts(s, deliveries);
            happen(s, ~claims & 15, ~events & 15, UserEvent.TAKE);
            count(deliveries, ~claims, ~events);
            s.run(60);
        }
        expectCounts(s, deliveries);
        s.expect("nothing is left", 0, s.read("pending", 0) & 0xFF);
    }

    private static void count(int[] deliveries, int claims, int events) {
        for (int h = 0; h < 4; h++) {
            deliveries[h] += claims >>> h & 1;
            deliveries[h + 4] += events >>> h & 1;
        }
    }

    private static void claimsUnderRequests(Script s) {
        setUp(s);
        for (int claims = 0; claims < SETS; claims++) {
            present(s);
            for (int i = 0; i < 24; i++) {
                if (s.cycle().reqValid == 0) {
                    s.raise(i % 4, i % 8, 1);
                }
                if (i == 12) {
                    happen(s, claims, claims ^ 9, UserEvent.TAKE);
                } else {
                    s.step();
                }
            }
            s.until("acceptance", () -> s.cycle().reqValid == 0);
            for (int i = 0; i < 300; i++) {
                int events = 0;
                for (int h = 0; h < 4; h++) {
                    events |= s.presented(h) ? 1 << h : 0;
                }
                happen(s, 15, events, UserEvent.TAKE);
            }
        }
        s.expect("nothing is left", 0, s.read("pending", 0) & 0xFF);
        long counted = 0;
        for (int v = 0; v < 8; v++) {
            counted += s.deliveries(v) + s.coalesced(v);
        }
        s.expect("each request is delivered or coalesced", s.statistics().accepted(), counted);
    }

    private static void disabled(Script s) {
        setUp(s);
        present(s);
        for (int set = 1; set < SETS; set++) {
            s.cycle().uEvent[0] = 0;
            for (int h = 0; h < 4; h++) {
                if (s.presented(h)) {
                    s.event(h, UserEvent.TAKE);
                }
            }
            s.run(60);
            s.cycle().en &= ~set;
            s.run(40);
            s.expect("offers of the other harts stand", 15 & ~set, s.cycle().sOffer & 15);
            for (int v = 0; v < 4; v++) {
                s.expect("VID " + v + " pends", s.pending(v));
            }
            s.cycle().en |= set;
            for (int h = 0; h < 4; h++) {
                if (!s.offered(h)) {
                    s.untilOffered(h);
                }
            }
        }
        happen(s, 15, 0, UserEvent.NONE);
        for (int v = 0; v < 4; v++) {
            s.expect("VID " + v + " was delivered once", 1, s.deliveries(v));
        }
    }

    private static void claimMeetsDisabled(Script s) {
        for (int v = 0; v < 4; v++) {
            s.vi(v, SUPERVISOR, 0, 1, v, 1 << v);
        }
        int[] deliveries = new int[4];
        for (int distance = 0; distance < 4; distance++) {
            for (int set = 1; set < SETS; set++) {
                for (int v = 0; v < 4; v++) {
                    s.request(0, v, 1);
                }
                for (int h = 0; h < 4; h++) {
                    if (!s.offered(h)) {
                        s.untilOffered(h);
                    }
                }
                s.cycle().en &= ~15;
                s.run(distance);
                happen(s, set, 0, UserEvent.NONE);
                for (int h = 0; h < 4; h++) {
                    deliveries[h] += (set & s.cycle().sOffer) >>> h & 1;
                }
                s.run(60);
                s.cycle().en |= 15;
                for (int v = 0; v < 4; v++) {
                    s.expect("deliveries of VID " + v, deliveries[v], s.deliveries(v));
                }
            }
        }
        s.expect("some claims came too late", deliveries[0] > 0 && deliveries[0] < 4 * SETS / 2);
    }

    private static void givenBack(Script s) {
        setUp(s);
        for (int set = 1; set < SETS; set++) {
            present(s);
            happen(s, 0, set, UserEvent.GIVEBACK);
            s.run(100);
            for (int h = 0; h < 4; h++) {
                int hart = h;
                if (!s.presented(h)) {
                    s.until("a push again", () -> s.presented(hart));
                }
            }
            s.step();
            s.drain(1);
            s.finishAccess();
            happen(s, 0, set, UserEvent.WITHDRAWN);
            happen(s, 0, ~set & 15, UserEvent.WITHDRAWN);
            s.untilDrained(1);
            s.expect("all pend", 0xFF, s.read("pending", 0) & 0xFF);
            s.write("slot.drain", 1, 0);
            for (int i = 0; i < 400; i++) {
                int events = 0;
                for (int h = 0; h < 4; h++) {
                    events |= s.presented(h) ? 1 << h : 0;
                }
                happen(s, 15, events, UserEvent.TAKE);
            }
            s.expect("all are delivered", 0, s.read("pending", 0) & 0xFF);
        }
        for (int v = 0; v < 8; v++) {
            s.expect("deliveries of VID " + v, SETS - 1, s.deliveries(v));
        }
    }

    private static void cleared(Script s) {
        setUp(s);
        for (int set = 1; set < SETS; set++) {
            present(s);
            int vids = set | (set ^ 6) << 4;
            s.write("clear", 0, vids);
            for (int h = 0; h < 4; h++) {
                if (s.withdrawing(h)) {
                    s.cycle().uEvent[h] = UserEvent.WITHDRAWN.code();
                }
            }
            s.step();
            s.run(60);
            s.expect("the others pend", 0xFF & ~vids, s.read("pending", 0) & 0xFF);
            int users = 0;
            for (int h = 0; h < 4; h++) {
                users |= s.presented(h) ? 1 << h : 0;
            }
            happen(s, 15, users, UserEvent.TAKE);
            s.run(60);
            s.expect("nothing is left", 0, s.read("pending", 0) & 0xFF);
        }
    }

    private static void endMeetsWrite(Script s) {
        for (int h = 0; h < 4; h++) {
            s.vi(6 + h, USER, 0, 1, h, 1 << h);
            long before = s.statistics().ignoredWrites();
            endMeetsWrite(s, h, 6 + h);
            long ignored = s.statistics().ignoredWrites() - before;
            s.expect("both orders were seen", ignored > 4 * SETS && ignored < 8 * SETS);
        }
    }

    private static void endMeetsWrite(Script s, int hart, int vid) {
        for (int parked = 0; parked < 2; parked++) {
            for (int distance = 0; distance < 2 * SETS; distance++) {
                s.request(0, vid, 1);
                s.untilPushed(hart);
                s.event(hart, UserEvent.ENTER);
                if (parked != 0) {
                    s.event(hart, UserEvent.PARK);
                }
                s.write("vid.config", vid, 1L << 62);
                boolean context = distance % 2 != 0;
                s.startWrite(context ? "ctx.utvec" : "vid.config", vid,
                        context ? 0x1000 + distance : Script.config(USER, 3, 1, hart, 1 << hart) | 1L << 62 | distance);
                s.run(distance / 2);
                s.event(hart, parked != 0 ? UserEvent.RELEASE : UserEvent.END);
                s.finishAccess();
                s.read("ctx.utvec", vid);
                s.write("vid.config", vid, Script.config(USER, 0, 1, hart, 1 << hart));
            }
        }
    }
}

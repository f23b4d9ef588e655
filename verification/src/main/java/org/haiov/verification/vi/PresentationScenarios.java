package org.haiov.verification.vi;

import java.util.List;
import org.haiov.sim.golden.vi.Cycle;
import org.haiov.sim.golden.vi.UserEvent;
import org.haiov.sim.lockstep.vi.Script;

/** Presentation, claim, entry and what follows (Xhaiov sections 4 and 5; docs/hart-link.md, sections 4 and 5). */
final class PresentationScenarios {
    private static final int SUPERVISOR = 0;
    private static final int USER = 1;

    static final List<Scenario> ALL = List.of(
            new Scenario("idle controller: the hart's line rises 4 cycles after acceptance", PresentationScenarios::fastPath),
            new Scenario("a claim delivers what is offered", PresentationScenarios::claim),
            new Scenario("claim and request in every distance: nothing lost, nothing doubled", PresentationScenarios::claimMeetsRequest),
            new Scenario("a claim without an offer claims nothing", PresentationScenarios::emptyClaim),
            new Scenario("a user VI is pushed with its context and entered", PresentationScenarios::enter),
            new Scenario("a request while the handler runs is delivered after it", PresentationScenarios::requestWhileRunning),
            new Scenario("entry and request in every distance", PresentationScenarios::enterMeetsRequest),
            new Scenario("park, resume, release", PresentationScenarios::park),
            new Scenario("HS takes or gives back", PresentationScenarios::software),
            new Scenario("a limit of more than 32 bits arrives as the greatest", PresentationScenarios::longLimit),
            new Scenario("one VID of each level at one hart", PresentationScenarios::levels),
            new Scenario("with suatp.MODE other than 8 never delivered", PresentationScenarios::mode),
            new Scenario("levels 2 and 3 wait", PresentationScenarios::otherLevels),
            new Scenario("a push that meets EN=0 is given back", PresentationScenarios::disabledAtPush),
            new Scenario("pending VIDs reach one hart by priority, then number", PresentationScenarios::order));

    private PresentationScenarios() {
    }

    private static void fastPath(Script s) {
        for (int level : new int[] {SUPERVISOR, USER}) {
            int vid = 8 + level;
            s.vi(vid, level, 1, 3, 2, 0b1111);
            for (int round = 0; round < 10; round++) {
                s.until("an idle controller", () -> s.cycle().quiet);
                s.run(50);
                s.request(round % 4, vid, 3);
                long accepted = s.now();
                s.until("the line", () -> s.offered(2) || s.pushed(2));
                s.expect("cycles to the line", 4, s.now() - accepted);
                if (level == SUPERVISOR) {
                    s.claim(2);
                } else {
                    s.event(2, UserEvent.TAKE);
                }
            }
        }
        s.expect("fast paths seen by the model", 20, s.statistics().fastPaths());
    }

    private static void claim(Script s) {
        s.vi(4, SUPERVISOR, 3, 0, 1, 0b0010);
        s.request(0, 4, 0);
        s.untilOffered(1);
        s.expect("svitop's VID", 4, s.cycle().sVid[1]);
        s.expect("svitop's priority", 3, s.cycle().sPriority[1]);
        s.expect("pending and presented on hart 1", 0x103, s.read("vid.state", 4));
        s.expect("hart 1 is shown VID 4", 1L << 48 | 4, s.read("hart", 1) & 0xFFFF_0000_FFFFL | s.field("hart", 1, "presented0") << 48);
        s.claim(1);
        s.expect("the claim met the offer", s.offered(1));
        s.step();
        s.expect("no offer after it", !s.offered(1));
        s.expect("neither pending nor presented", 0, s.read("vid.state", 4));
        s.expect("delivered once", 1, s.deliveries(4));
    }

    private static void claimMeetsRequest(Script s) {
        s.vi(4, SUPERVISOR, 0, 0, 0, 1);
        int delivered = 0;
        for (int distance = 0; distance < 9; distance++) {
            s.request(0, 4, 0);
            s.untilOffered(0);
            s.run(60);
            s.raise(1, 4, 0);
            s.run(distance);
            s.claim(0);
            s.run(60);
            if (s.offered(0)) {
                s.claim(0);
                delivered++;
            }
            delivered++;
            s.run(60);
            s.expect("nothing left", 0, s.read("vid.state", 4));
        }
        s.expect("deliveries", delivered, s.deliveries(4));
        s.expect("each request is delivered or coalesced", 18, s.deliveries(4) + s.coalesced(4));
        s.expect("both orders were seen", s.coalesced(4) > 0 && s.coalesced(4) < 9);
    }

    private static void emptyClaim(Script s) {
        s.vi(4, SUPERVISOR, 0, 0, 0, 1);
        for (int h = 0; h < 4; h++) {
            s.claim(h);
        }
        for (int distance = 0; distance < 6; distance++) {
            s.request(0, 4, 0);
            s.run(distance);
            s.claim(0);
            s.run(40);
            if (s.offered(0)) {
                s.claim(0);
            }
            s.run(40);
        }
        s.expect("each request delivered once", 6, s.deliveries(4));
    }

    private static void enter(Script s) {
        s.write("ctx.utvec", 6, 0x1234_5678_9ABC_DEF0L);
        s.write("ctx.uscratch", 6, 0x1111);
        s.write("ctx.suscratch", 6, -1L);
        s.write("ctx.uvictx", 6, 1L << 63);
        s.write("ctx.limit", 6, 0x7FFF_FFFF);
        s.vi(6, USER, 0, 1, 3, 0b1000);
        s.request(0, 6, 1);
        s.untilPushed(3);
        s.expect("u.vid", 6, s.cycle().uVid[3]);
        s.expect("u.utvec", 0x1234_5678_9ABC_DEF0L, s.cycle().uContext[3 * Cycle.CONTEXT_WORDS]);
        s.expect("u.limit", 0x7FFF_FFFF, s.cycle().uContext[3 * Cycle.CONTEXT_WORDS + 5]);
        s.step();
        s.expect("pending and presented on hart 3", 0x303, s.read("vid.state", 6));
        s.event(3, UserEvent.ENTER);
        s.expect("runs on hart 3", 0x304, s.read("vid.state", 6));
        s.event(3, UserEvent.END);
        s.expect("nowhere", 0, s.read("vid.state", 6));
        s.expect("delivered", 1, s.deliveries(6));
    }

    private static void requestWhileRunning(Script s) {
        s.vi(6, USER, 0, 1, 0, 1);
        s.request(0, 6, 1);
        s.untilPushed(0);
        s.event(0, UserEvent.ENTER);
        s.cycle().mode[0] = Cycle.MODE_U;
        s.expect("accepted", s.ask(1, 6, 1));
        s.expect("accepted", s.ask(2, 6, 1));
        s.run(500);
        s.expect("pending, and still only running on hart 0", 0x005, s.read("vid.state", 6));
        s.event(0, UserEvent.END);
        s.untilPushed(0);
        s.event(0, UserEvent.ENTER);
        s.event(0, UserEvent.END);
        s.expect("delivered twice", 2, s.deliveries(6));
        s.expect("one coalesced", 1, s.coalesced(6));
    }

    private static void enterMeetsRequest(Script s) {
        s.vi(6, USER, 0, 1, 0, 1);
        for (UserEvent ending : List.of(UserEvent.ENTER, UserEvent.TAKE, UserEvent.GIVEBACK)) {
            for (int distance = 0; distance < 9; distance++) {
                s.request(0, 6, 1);
                s.untilPushed(0);
                s.run(50);
                s.raise(1, 6, 1);
                s.run(distance);
                s.event(0, ending);
                if (ending == UserEvent.ENTER) {
                    s.run(20);
                    s.event(0, UserEvent.END);
                }
                deliverRest(s, 0, 6);
            }
        }
        s.expect("each request is delivered or coalesced", 2 * 27, s.deliveries(6) + s.coalesced(6));
    }

    /** Takes the user VI as often as it is pushed, until it pends no longer. */
    static void deliverRest(Script s, int hart, int vid) {
        for (int i = 0; i < 120; i++) {
            s.step();
            if (s.pushed(hart)) {
                s.event(hart, UserEvent.TAKE);
            }
        }
        s.expect("nothing left", 0, s.read("vid.state", vid));
    }

    private static void park(Script s) {
        s.vi(6, USER, 0, 1, 0, 1);
        s.request(0, 6, 1);
        s.untilPushed(0);
        s.event(0, UserEvent.ENTER);
        for (int i = 0; i < 3; i++) {
            s.event(0, UserEvent.PARK);
            s.expect("parked reads as running", 4, s.read("vid.state", 6));
            s.event(0, UserEvent.RESUME);
            s.expect("running", 4, s.read("vid.state", 6));
        }
        s.event(0, UserEvent.PARK);
        s.ask(1, 6, 1);
        s.run(200);
        s.expect("not presented while parked", 5, s.read("vid.state", 6));
        s.event(0, UserEvent.RELEASE);
        s.untilPushed(0);
        s.event(0, UserEvent.TAKE);
        s.expect("delivered twice", 2, s.deliveries(6));
    }

    private static void software(Script s) {
        s.vi(6, USER, 0, 1, 0, 1);
        s.cycle().mode[0] = Cycle.MODE_HS;
        s.cycle().uve = 0;
        s.run(3);
        s.request(0, 6, 1);
        s.untilPushed(0);
        s.event(0, UserEvent.GIVEBACK);
        s.untilPushed(0);
        s.event(0, UserEvent.GIVEBACK);
        s.untilPushed(0);
        s.expect("still pending, not counted", 3, s.read("vid.state", 6));
        s.expect("no delivery", 0, s.deliveries(6));
        s.event(0, UserEvent.TAKE);
        s.expect("nowhere", 0, s.read("vid.state", 6));
        s.expect("one delivery", 1, s.deliveries(6));
    }

    private static void longLimit(Script s) {
        s.vi(6, USER, 0, 1, 0, 1);
        long[] limits = {0, 1, 0xFFFF_FFFFL, 0x1_0000_0000L, -1L, 0x8000_0000_0000_0000L};
        for (long limit : limits) {
            s.mask(6);
            s.write("ctx.limit", 6, limit);
            s.unmask(6);
            s.request(0, 6, 1);
            s.untilPushed(0);
            s.expect("u.limit", limit >>> 32 != 0 ? 0xFFFF_FFFFL : limit, s.cycle().uContext[5]);
            s.event(0, UserEvent.TAKE);
            s.expect("ctx.limit reads back whole", limit, s.read("ctx.limit", 6));
        }
    }

    private static void levels(Script s) {
        s.vi(4, SUPERVISOR, 0, 0, 1, 0b0010);
        s.vi(5, USER, 0, 0, 1, 0b0010);
        s.vi(6, SUPERVISOR, 3, 0, 1, 0b0010);
        s.vi(7, USER, 3, 0, 1, 0b0010);
        s.ask(0, 4, 0);
        s.ask(0, 5, 0);
        s.run(5);
        s.ask(0, 6, 0);
        s.ask(0, 7, 0);
        s.run(300);
        s.expect("hart 1 has both levels, the better ones wait", 3L << 48 | 5L << 16 | 4, s.read("hart", 1) & ~(3L << 56));
        s.claim(1);
        s.event(1, UserEvent.ENTER);
        s.untilOffered(1);
        s.expect("next supervisor VI", 6, s.cycle().sVid[1]);
        s.event(1, UserEvent.END);
        s.untilPushed(1);
        s.expect("next user VI", 7, s.cycle().uVid[1]);
    }

    private static void mode(Script s) {
        s.vi(5, USER, 0, 0, 0, 0b1111);
        for (long mode : new long[] {0, 1, 7, 9, 10, 15}) {
            s.mask(5);
            s.write("ctx.suatp", 5, mode << 60 | 5);
            s.unmask(5);
            s.ask(0, 5, 0);
            s.run(400);
            s.expect("pending only", 1, s.read("vid.state", 5));
        }
        s.mask(5);
        s.write("ctx.suatp", 5, 8L << 60);
        s.unmask(5);
        s.untilPushed(0);
        s.event(0, UserEvent.TAKE);
        s.vi(6, SUPERVISOR, 0, 0, 0, 0b1111);
        s.mask(6);
        s.write("ctx.suatp", 6, 0);
        s.unmask(6);
        s.request(0, 6, 0);
        s.untilOffered(0);
        s.claim(0);
    }

    private static void otherLevels(Script s) {
        s.vi(5, 2, 3, 0, 0, 0b1111);
        s.vi(6, 3, 3, 0, 0, 0b1111);
        s.ask(0, 5, 0);
        s.ask(0, 6, 0);
        s.run(800);
        s.expect("pending only", 1, s.read("vid.state", 5));
        s.expect("pending only", 1, s.read("vid.state", 6));
        s.expect("no eviction is recorded", 0, s.read("slot.evict", 0));
    }

    private static void disabledAtPush(Script s) {
        s.vi(5, USER, 0, 0, 0, 0b0001);
        for (int when = 0; when < 4; when++) {
            s.request(1, 5, 0);
            s.run(when);
            s.cycle().en &= ~1;
            for (int i = 0; i < 100; i++) {
                s.step();
                if (s.pushed(0)) {
                    s.event(0, UserEvent.GIVEBACK);
                }
            }
            s.expect("pending, nowhere", 1, s.read("vid.state", 5));
            s.cycle().en |= 1;
            s.untilPushed(0);
            s.event(0, UserEvent.TAKE);
        }
        s.expect("each delivered once", 4, s.deliveries(5));
    }

    private static void order(Script s) {
        for (int level : new int[] {SUPERVISOR, USER}) {
            int[] priorities = {1, 3, 0, 2, 3, 1, 2, 0};
            for (int v = 0; v < 8; v++) {
                s.vi(v + 8, level, priorities[v], v % 4, 0, 1);
            }
            s.vi(0, level, 0, 0, 0, 1);
            s.request(0, 0, 0);
            s.until("the one before", () -> s.offered(0) || s.pushed(0));
            for (int v = 7; v >= 0; v--) {
                s.ask(1, v + 8, v % 4);
            }
            s.run(600);
            for (int expected : new int[] {1, 4, 3, 6, 0, 5, 2, 7}) {
                if (level == SUPERVISOR) {
                    s.claim(0);
                    s.step();
                    s.untilOffered(0);
                    s.expect("VID", expected + 8, s.cycle().sVid[0]);
                } else {
                    s.event(0, UserEvent.TAKE);
                    s.untilPushed(0);
                    s.expect("VID", expected + 8, s.cycle().uVid[0]);
                }
            }
            if (level == SUPERVISOR) {
                s.claim(0);
            } else {
                s.event(0, UserEvent.TAKE);
            }
            for (int v = 0; v < 16; v++) {
                s.mask(v);
            }
        }
    }
}

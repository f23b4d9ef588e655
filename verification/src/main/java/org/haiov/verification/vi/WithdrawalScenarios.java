package org.haiov.verification.vi;

import java.util.List;
import org.haiov.sim.golden.vi.UserEvent;
import org.haiov.sim.lockstep.vi.Script;

/** Mask, clear and set against claims, entries and requests, in every distance (docs/hart-link.md, section 9). */
final class WithdrawalScenarios {
    private static final int SUPERVISOR = 0;
    private static final int USER = 1;
    /** Longest distance between the start of a register write and the event that it is to meet. */
    private static final int DISTANCES = 16;

    static final List<Scenario> ALL = List.of(
            new Scenario("mask withdraws an offer in the next cycle", WithdrawalScenarios::maskOffer),
            new Scenario("mask against claim", s -> againstClaim(s, "vid.config", 4, 1L << 62)),
            new Scenario("clear against claim", s -> againstClaim(s, "clear", 0, 1L << 4)),
            new Scenario("mask against entry, take, give back", s -> againstUser(s, "vid.config", 6, 1L << 62)),
            new Scenario("clear against entry, take, give back", s -> againstUser(s, "clear", 0, 1L << 6)),
            new Scenario("a withdrawal under way and the hart's events", WithdrawalScenarios::answers),
            new Scenario("a request after clear outlives the withdrawn presentation", WithdrawalScenarios::newer),
            new Scenario("clear against request", WithdrawalScenarios::clearMeetsRequest),
            new Scenario("set against claim and request", WithdrawalScenarios::setMeetsClaim),
            new Scenario("mask in the cycle of the push", WithdrawalScenarios::maskMeetsPush));

    private WithdrawalScenarios() {
    }

    private static void maskOffer(Script s) {
        s.vi(4, SUPERVISOR, 0, 0, 2, 0b0100);
        s.request(0, 4, 0);
        s.untilOffered(2);
        s.startWrite("vid.config", 4, 1L << 62);
        s.until("the commit", () -> s.cycle().commitValid);
        s.expect("offered in the cycle of the commit", s.offered(2));
        s.step();
        s.expect("not offered in the next", !s.offered(2));
        s.expect("pending only", 1, s.read("vid.state", 4));
        s.run(400);
        s.expect("not offered while masked", !s.offered(2));
        s.unmask(4);
        s.untilOffered(2);
        s.claim(2);
        s.expect("delivered once", 1, s.deliveries(4));
    }

    private static void againstClaim(Script s, String register, int index, long value) {
        s.vi(4, SUPERVISOR, 0, 0, 0, 1);
        int claimed = 0;
        int before = 0;
        for (int distance = 0; distance < DISTANCES; distance++) {
            s.request(1, 4, 0);
            s.untilOffered(0);
            s.run(50);
            s.startWrite(register, index, value);
            s.run(distance);
            s.claim(0);
            claimed += s.offered(0) ? 1 : 0;
            s.finishAccess();
            s.expect("deliveries", claimed, s.deliveries(4));
            boolean withdrawn = claimed == before;
            before = claimed;
            s.expect("pending after a mask that came first", (withdrawn && register.equals("vid.config")) == s.pending(4));
            s.write("clear", 0, 1L << 4);
            s.unmask(4);
        }
        s.expect("both orders were seen: " + claimed, claimed > 0 && claimed < DISTANCES);
    }

    private static void againstUser(Script s, String register, int index, long value) {
        s.vi(6, USER, 0, 0, 0, 1);
        int delivered = 0;
        for (UserEvent event : List.of(UserEvent.ENTER, UserEvent.TAKE, UserEvent.GIVEBACK)) {
            for (int distance = 0; distance < DISTANCES; distance++) {
                s.request(1, 6, 0);
                s.untilPushed(0);
                s.run(50);
                s.startWrite(register, index, value);
                s.run(distance);
                s.event(0, event);
                delivered += event == UserEvent.GIVEBACK ? 0 : 1;
                if (event == UserEvent.ENTER) {
                    s.run(5);
                    s.event(0, UserEvent.END);
                }
                for (int i = 0; i < 60; i++) {
                    s.step();
                    if (s.pushed(0)) {
                        s.step();
                        s.event(0, s.withdrawing(0) ? UserEvent.WITHDRAWN : UserEvent.GIVEBACK);
                    }
                }
                s.write("vid.config", 6, 1L << 62);
                s.run(3);
                if (s.withdrawing(0)) {
                    s.event(0, UserEvent.WITHDRAWN);
                }
                s.write("clear", 0, 1L << 6);
                s.expect("nowhere", 0, s.read("vid.state", 6));
                s.write("vid.config", 6, Script.config(USER, 0, 0, 0, 1));
            }
        }
        s.expect("deliveries", delivered, s.deliveries(6));
    }

    private static void answers(Script s) {
        s.vi(6, USER, 0, 0, 0, 1);
        int delivered = 0;
        for (UserEvent event : List.of(UserEvent.WITHDRAWN, UserEvent.GIVEBACK, UserEvent.TAKE, UserEvent.ENTER)) {
            for (int wait : new int[] {0, 1, 4}) {
                s.request(1, 6, 0);
                s.untilPushed(0);
                s.mask(6);
                s.until("u.withdraw", () -> s.withdrawing(0));
                s.expect("still presented", 3, s.read("vid.state", 6));
                s.write("vid.config", 6, 0);
                s.expect("config is not written before the answer but for its mask", Script.config(USER, 0, 0, 0, 1), s.read("vid.config", 6));
                s.write("vid.config", 6, -1L);
                s.run(wait);
                s.event(0, event);
                s.step();
                s.expect("u.withdraw falls", !s.withdrawing(0));
                boolean delivers = event == UserEvent.TAKE || event == UserEvent.ENTER;
                delivered += delivers ? 1 : 0;
                if (event == UserEvent.ENTER) {
                    s.event(0, UserEvent.END);
                }
                s.expect("pending unless delivered", delivers ? 0 : 1, s.read("vid.state", 6));
                s.write("clear", 0, 1L << 6);
                s.write("vid.config", 6, Script.config(USER, 0, 0, 0, 1));
            }
        }
        s.expect("deliveries", delivered, s.deliveries(6));
    }

    private static void newer(Script s) {
        s.vi(6, USER, 0, 0, 0, 1);
        for (UserEvent event : List.of(UserEvent.WITHDRAWN, UserEvent.GIVEBACK, UserEvent.TAKE, UserEvent.ENTER)) {
            int coalesced = s.coalesced(6);
            s.request(1, 6, 0);
            s.untilPushed(0);
            s.step();
            s.write("clear", 0, 1L << 6);
            s.expect("presented, not pending", 2, s.read("vid.state", 6));
            s.ask(1, 6, 0);
            s.expect("pending again, not coalesced", coalesced, s.coalesced(6));
            s.event(0, event);
            if (event == UserEvent.ENTER) {
                s.expect("runs, and the newer request pends", 5, s.read("vid.state", 6));
                s.event(0, UserEvent.END);
            }
            s.untilPushed(0);
            s.event(0, UserEvent.TAKE);
            s.expect("nothing left", 0, s.read("vid.state", 6));
        }
        s.expect("deliveries: TAKE and ENTER, and the newer one each time", 6, s.deliveries(6));
    }

    private static void clearMeetsRequest(Script s) {
        s.vi(4, SUPERVISOR, 0, 0, 0, 0);
        int left = 0;
        for (int distance = 0; distance < DISTANCES; distance++) {
            s.write("clear", 0, 1L << 4);
            s.startWrite("clear", 0, 1L << 4);
            s.run(distance);
            s.raise(1, 4, 0);
            s.run(50);
            left += s.pending(4) ? 1 : 0;
        }
        s.expect("none coalesced", 0, s.coalesced(4));
        s.expect("later requests stay: " + left, left > 0);
    }

    private static void setMeetsClaim(Script s) {
        s.vi(4, SUPERVISOR, 0, 0, 0, 1);
        int claims = 0;
        for (int distance = 0; distance < DISTANCES; distance++) {
            s.request(1, 4, 0);
            s.untilOffered(0);
            s.run(50);
            s.startWrite("set", 0, 1L << 4);
            s.run(distance);
            s.claim(0);
            claims++;
            s.run(60);
            if (s.offered(0)) {
                s.claim(0);
                claims++;
            }
            s.run(60);
        }
        s.expect("deliveries", claims, s.deliveries(4));
        s.expect("set coalesces nothing", 0, s.coalesced(4));
        s.expect("both orders were seen: " + claims, claims > DISTANCES && claims < 2 * DISTANCES);
    }

    private static void maskMeetsPush(Script s) {
        s.vi(6, USER, 0, 0, 0, 1);
        int pushed = 0;
        for (int distance = 0; distance < DISTANCES; distance++) {
            s.startWrite("vid.config", 6, 1L << 62);
            s.run(distance);
            s.raise(1, 6, 0);
            for (int i = 0; i < 40; i++) {
                s.step();
                pushed += s.pushed(0) ? 1 : 0;
            }
            if (s.withdrawing(0)) {
                s.event(0, UserEvent.WITHDRAWN);
            }
            s.run(3);
            s.expect("pending only", 1, s.read("vid.state", 6));
            s.write("clear", 0, 1L << 6);
            s.unmask(6);
        }
        s.raise(1, 6, 0);
        s.until("the push", () -> s.pushed(0));
        s.startWrite("vid.config", 6, 1L << 62);
        s.until("u.withdraw", () -> s.withdrawing(0));
        s.event(0, UserEvent.WITHDRAWN);
        s.finishAccess();
        s.expect("never delivered", 0, s.deliveries(6));
    }
}

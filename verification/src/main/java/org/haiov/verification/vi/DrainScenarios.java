package org.haiov.verification.vi;

import java.util.List;
import org.haiov.sim.golden.vi.UserEvent;
import org.haiov.sim.lockstep.vi.Script;

/** Drain of a slot (Xhaiov section 4; docs/hart-link.md, P7). */
final class DrainScenarios {
    private static final int SUPERVISOR = 0;
    private static final int USER = 1;

    static final List<Scenario> ALL = List.of(
            new Scenario("drain of an empty slot is done at once", DrainScenarios::empty),
            new Scenario("drain withdraws what is presented, on every hart, and no other slot's", DrainScenarios::withdraws),
            new Scenario("drain waits for running and parked handlers", DrainScenarios::handlers),
            new Scenario("drain under load: nothing delivered after done, nothing lost", DrainScenarios::underLoad),
            new Scenario("drain and request in every distance", DrainScenarios::meetsRequest));

    private DrainScenarios() {
    }

    private static void empty(Script s) {
        for (int slot : new int[] {0, 3}) {
            s.expect("not requested", 0, s.read("slot.drain", slot));
            s.drain(slot);
            s.untilDrained(slot);
            s.expect("requested and done", 3, s.read("slot.drain", slot));
            s.drain(slot);
            s.untilDrained(slot);
            s.write("slot.drain", slot, 0);
            s.expect("nothing", 0, s.read("slot.drain", slot));
        }
    }

    private static void withdraws(Script s) {
        for (int h = 0; h < 4; h++) {
            s.vi(h, SUPERVISOR, 0, 1, h, 1 << h);
            s.vi(h + 4, USER, 0, h == 3 ? 2 : 1, h, 1 << h);
            s.request(0, h, 1);
            s.untilOffered(h);
            s.request(0, h + 4, h == 3 ? 2 : 1);
            s.untilPushed(h);
        }
        s.drain(1);
        s.until("the commit", () -> s.cycle().commitValid);
        s.expect("all offers stand", 0b1111, s.cycle().sOffer);
        s.step();
        s.expect("all offers of the slot fall at once", 0, s.cycle().sOffer);
        s.expect("all pushes of the slot are withdrawn at once", 0b0111, s.cycle().uWithdraw);
        s.finishAccess();
        s.expect("not done before the harts answer", 1, s.read("slot.drain", 1));
        s.event(0, UserEvent.WITHDRAWN);
        s.event(1, UserEvent.GIVEBACK);
        s.event(2, UserEvent.TAKE);
        s.untilDrained(1);
        s.expect("done", 3, s.read("slot.drain", 1));
        s.run(600);
        s.expect("nothing discarded but what was taken: VIDs 0-5 and 7 pend", 0b1011_1111, s.read("pending", 0) & 0xFF);
        s.expect("the other slot's is untouched", 0x303, s.read("vid.state", 7));
        s.write("slot.drain", 1, 0);
        for (int h = 0; h < 4; h++) {
            int hart = h;
            s.until("an offer again", () -> s.offered(hart));
        }
    }

    private static void handlers(Script s) {
        s.vi(6, USER, 0, 1, 0, 1);
        s.request(0, 6, 1);
        s.untilPushed(0);
        s.event(0, UserEvent.ENTER);
        s.drain(1);
        s.run(300);
        s.expect("not done while it runs", 1, s.read("slot.drain", 1));
        s.expect("not withdrawn", !s.withdrawing(0));
        s.event(0, UserEvent.PARK);
        s.run(300);
        s.expect("not done while it is parked", 1, s.read("slot.drain", 1));
        s.ask(1, 6, 1);
        s.event(0, UserEvent.RELEASE);
        s.untilDrained(1);
        s.run(300);
        s.expect("pending only", 1, s.read("vid.state", 6));
        s.write("slot.drain", 1, 0);
        s.untilPushed(0);
        s.event(0, UserEvent.TAKE);
        s.expect("delivered twice", 2, s.deliveries(6));
    }

    private static void underLoad(Script s) {
        int harts = s.size().harts();
        for (int v = 0; v < 16; v++) {
            s.vi(v, v % 2, v % 4, v / 4, v % harts, s.size().harts() == 8 ? 0xFF : 0xF);
        }
        for (int round = 0; round < 8; round++) {
            int slot = round % 4;
            load(s, 200, -1);
            s.drain(slot);
            load(s, 40, -1);
            for (int i = 0; i < 4000 && !s.drained(slot); i++) {
                load(s, 1, slot);
            }
            s.expect("drain of slot " + slot + " is done under load", s.drained(slot));
            long delivered = deliveries(s, slot);
            load(s, 300, -1);
            s.expect("nothing of it is delivered after done", delivered, deliveries(s, slot));
            s.write("slot.drain", slot, 0);
        }
        s.until("the last requests are accepted", () -> s.cycle().reqValid == 0);
        for (int i = 0; i < 3000; i++) {
            answer(s);
            s.step();
        }
        s.expect("all is delivered", 0, s.read("pending", 0));
        s.expect("each request is delivered or coalesced", s.statistics().accepted(), s.statistics().deliveries() + s.statistics().coalesced());
    }

    private static long deliveries(Script s, int slot) {
        long sum = 0;
        for (int v = 4 * slot; v < 4 * slot + 4; v++) {
            sum += s.deliveries(v);
        }
        return sum;
    }

    /**
     * Cycles in which every hart sends all the time and takes everything.
     *
     * @param sparing a slot that is sent to in some of the time only: while a request awaits its answer a drain is not done
     */
    private static void load(Script s, int cycles, int sparing) {
        for (int i = 0; i < cycles; i++) {
            for (int h = 0; h < s.size().harts(); h++) {
                if ((s.cycle().reqValid >>> h & 1) == 0) {
                    int v = (int) ((s.now() * 7 + h * 5) % 16);
                    if (v / 4 == sparing && s.now() % 512 >= 64) {
                        v = (v + 4) % 16;
                    }
                    s.raise(h, v, v / 4);
                }
            }
            answer(s);
            s.step();
        }
    }

    /** Every hart claims and takes what the last step showed it. */
    private static void answer(Script s) {
        for (int h = 0; h < s.size().harts(); h++) {
            if (s.offered(h)) {
                s.cycle().sClaim |= 1 << h;
            }
            if (s.presented(h)) {
                s.cycle().uEvent[h] = UserEvent.TAKE.code();
            }
        }
    }

    private static void meetsRequest(Script s) {
        s.vi(4, SUPERVISOR, 0, 1, 0, 1);
        for (int distance = 0; distance < 16; distance++) {
            s.drain(1);
            s.run(distance);
            s.raise(0, 4, 1);
            s.untilDrained(1);
            s.until("acceptance", () -> s.cycle().reqValid == 0);
            s.run(10);
            s.expect("pending only", 1, s.read("vid.state", 4));
            s.write("slot.drain", 1, 0);
            s.untilOffered(0);
            s.claim(0);
        }
        s.expect("each delivered once", 16, s.deliveries(4));
    }
}

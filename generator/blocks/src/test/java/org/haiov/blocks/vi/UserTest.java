package org.haiov.blocks.vi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/** User VIs: the hart's events, running and parked, the withdrawal handshake. */
class UserTest {
    private static final ViConfig SMALL = new ViConfig(2, 64, 16, 4);
    private static final int V = 6;

    private static ViBench presented() {
        ViBench b = new ViBench(SMALL);
        b.vid(V, ViConfig.USER, 1, 2, 0, 1);
        b.mode(0, ViBench.U);
        b.post(V, 2);
        b.ticks(3);
        assertEquals(0b011, b.read("vid.state", V));
        return b;
    }

    private static void event(ViBench b, UserEvent e) {
        b.event(0, e);
        b.tick();
    }

    @Test
    void entryRunsParksResumesAndEnds() {
        ViBench b = presented();
        event(b, UserEvent.ENTER);
        assertEquals(0b100, b.read("vid.state", V), "running, pending cleared");
        assertEquals(1, b.deliveries(V));
        event(b, UserEvent.PARK);
        assertEquals(0b100, b.read("vid.state", V));
        event(b, UserEvent.RESUME);
        event(b, UserEvent.END);
        assertEquals(0, b.read("vid.state", V));
    }

    @Test
    void aRunningVidIsPendingAgainButNotPresentedBeforeItsEnd() {
        ViBench b = new ViBench(SMALL);
        b.vid(V, ViConfig.USER, 1, 2, 0, 3);
        b.mode(0, ViBench.U);
        b.mode(1, ViBench.U);
        b.post(V, 2);
        b.ticks(3);
        event(b, UserEvent.ENTER);
        int before = b.presents.size();
        b.post(V, 2);
        b.ticks(200);
        assertEquals(before, b.presents.size(), "not on hart 1 either");
        assertEquals(0b101, b.read("vid.state", V));
        event(b, UserEvent.PARK);
        b.ticks(200);
        assertEquals(before, b.presents.size());
        event(b, UserEvent.RELEASE);
        assertNotNull(b.awaitPresent(2 * SMALL.sweepCycles()));
    }

    @Test
    void takeInSoftwareDeliversWithoutRunning() {
        ViBench b = presented();
        event(b, UserEvent.TAKE);
        assertEquals(0, b.read("vid.state", V));
        assertEquals(1, b.deliveries(V));
    }

    @Test
    void givenBackStaysPendingAndIsPresentedAgain() {
        ViBench b = presented();
        event(b, UserEvent.GIVEBACK);
        assertNotNull(b.awaitPresent(2 * SMALL.sweepCycles()));
        assertEquals(0, b.deliveries(V));
    }

    @Test
    void maskAsksTheHartAndEntryMayWin() {
        for (UserEvent answer : new UserEvent[] {UserEvent.WITHDRAWN, UserEvent.ENTER, UserEvent.GIVEBACK, UserEvent.TAKE}) {
            ViBench b = presented();
            b.mask(V, true);
            assertEquals(1, b.peek("hart_0_u_withdraw"));
            assertEquals(0b011, b.read("vid.state", V), "still presented");
            b.write("vid.config", V, 0);
            assertEquals(b.read("vid.config", V) >>> 63, 1, "config is not writable meanwhile, only the mask");
            b.mask(V, true);
            b.ticks(20);
            assertEquals(1, b.peek("hart_0_u_withdraw"));
            event(b, answer);
            assertEquals(0, b.peek("hart_0_u_withdraw"));
            boolean delivered = answer == UserEvent.ENTER || answer == UserEvent.TAKE;
            assertEquals(delivered ? answer == UserEvent.ENTER ? 0b100 : 0 : 0b001, b.read("vid.state", V), answer.name());
            assertEquals(delivered ? 1 : 0, b.deliveries(V));
            assertNull(b.awaitPresent(200));
        }
    }

    @Test
    void clearWhileBeingWithdrawnDoesNotComeBackButANewRequestDoes() {
        for (boolean again : new boolean[] {false, true}) {
            ViBench b = presented();
            b.write("clear", 0, 1 << V);
            assertEquals(0b010, b.read("vid.state", V), "presented, not pending");
            if (again) {
                assertEquals(false, b.post(V, 2).coalesced());
                assertEquals(0b011, b.read("vid.state", V));
            }
            int before = b.presents.size();
            event(b, UserEvent.WITHDRAWN);
            assertEquals(again ? 0b001 : 0, b.read("vid.state", V) & 0b101);
            b.ticks(2 * SMALL.sweepCycles());
            assertEquals(before + (again ? 1 : 0), b.presents.size());
            assertEquals(0, b.deliveries(V));
        }
    }

    @Test
    void withoutAnSv39AddressSpaceItWaits() {
        ViBench b = new ViBench(SMALL);
        b.vid(V, ViConfig.USER, 1, 2, 0, 1);
        b.mask(V, true);
        b.write("ctx.suatp", V, 9L << 60);
        b.mask(V, false);
        b.mode(0, ViBench.U);
        b.post(V, 2);
        assertNull(b.awaitPresent(200));
        b.mask(V, true);
        b.write("ctx.suatp", V, 8L << 60);
        assertNull(b.awaitPresent(200), "masked");
        b.mask(V, false);
        assertNotNull(b.awaitPresent(100));
    }

    @Test
    void contextIsWritableOnlyWhileMaskedAndQuiet() {
        ViBench b = presented();
        b.write("ctx.uscratch", V, 5);
        assertEquals(0, b.read("ctx.uscratch", V), "unmasked");
        event(b, UserEvent.ENTER);
        b.mask(V, true);
        b.write("ctx.uscratch", V, 5);
        assertEquals(0, b.read("ctx.uscratch", V), "running");
        event(b, UserEvent.END);
        b.write("ctx.uscratch", V, -5);
        assertEquals(-5, b.read("ctx.uscratch", V));
    }

    /** A handler's end in the very cycle of the commit counts before the write; the commit waits rather than missing it. */
    @Test
    void endOfTheHandlerAroundTheCommitOfAContextWrite() {
        for (int distance = 0; distance < 12; distance++) {
            ViBench b = presented();
            event(b, UserEvent.ENTER);
            b.mask(V, true);
            long end = b.cycle + 8 + distance;
            b.playedBy(() -> {
                if (b.cycle == end) {
                    b.event(0, UserEvent.END);
                }
            });
            b.ticks(8);
            b.write("ctx.uscratch", V, 5);
            long committed = b.commits.getLast();
            b.ticks(20);
            assertEquals(end <= committed ? 5 : 0, b.read("ctx.uscratch", V), "end " + end + ", commit " + committed);
        }
    }

    @Test
    void supervisorAndUserLevelOfAHartAreIndependent() {
        ViBench b = presented();
        b.vid(2, ViConfig.SUPERVISOR, 0, 2, 0, 1);
        b.post(2, 2);
        b.ticks(2 * SMALL.sweepCycles());
        assertEquals(2, b.claim(0));
        event(b, UserEvent.ENTER);
        assertEquals(1, b.deliveries(2));
        assertEquals(1, b.deliveries(V));
    }
}

package org.haiov.blocks.vi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Supervisor VIs: presentation, order, claim, withdrawal. */
class SupervisorTest {
    private static final ViConfig SMALL = new ViConfig(2, 64, 16, 4);

    @Test
    void maskingWithdrawsWhatIsNotClaimedAndUnmaskingPresentsItAgain() {
        ViBench b = new ViBench(SMALL);
        b.vid(3, ViConfig.SUPERVISOR, 1, 2, 0, 1);
        b.post(3, 2);
        b.ticks(3);
        assertEquals(0b011, b.read("vid.state", 3));
        b.mask(3, true);
        assertFalse(b.offered(0));
        assertEquals(0b001, b.read("vid.state", 3), "pending");
        assertEquals(-1, b.claim(0));
        b.ticks(200);
        assertFalse(b.offered(0));
        b.mask(3, false);
        b.ticks(60);
        assertTrue(b.offered(0));
        assertEquals(3, b.claim(0));
        b.tick();
        assertEquals(0, b.read("vid.state", 3));
        assertEquals(1, b.deliveries(3));
        b.ticks(200);
        assertFalse(b.offered(0), "delivered once");
    }

    @Test
    void higherPriorityThenLowerVidComesFirst() {
        ViBench b = new ViBench(SMALL);
        int[][] vids = {{9, 0}, {2, 1}, {7, 3}, {4, 3}, {1, 1}, {15, 2}};
        for (int[] v : vids) {
            b.vid(v[0], ViConfig.SUPERVISOR, v[1], 0, 0, 1);
            b.mask(v[0], true);
            b.post(v[0], 0);
        }
        b.write("slot.drain", 0, 1);
        for (int[] v : vids) {
            b.mask(v[0], false);
        }
        b.write("slot.drain", 0, 0);
        for (int expected : List.of(4, 7, 15, 1, 2, 9)) {
            for (int i = 0; i < 2 * SMALL.sweepCycles() && !b.offered(0); i++) {
                b.tick();
            }
            assertEquals(expected, b.claim(0));
            b.tick();
        }
        b.ticks(100);
        assertFalse(b.offered(0));
    }

    @Test
    void clearOfAPresentedVidWithdrawsItForGood() {
        ViBench b = new ViBench(SMALL);
        b.vid(3, ViConfig.SUPERVISOR, 1, 2, 0, 1);
        b.post(3, 2);
        b.ticks(3);
        b.write("clear", 0, 1 << 3);
        assertFalse(b.offered(0));
        assertEquals(0, b.read("vid.state", 3));
        assertEquals(0, b.deliveries(3));
        b.ticks(100);
        assertFalse(b.offered(0));
        assertFalse(b.post(3, 2).coalesced());
        assertTrue(b.offered(0) || b.awaitPresent(100) != null);
    }

    @Test
    void setMakesPendingAndIsNoSecondDeliveryOfWhatIsPresented() {
        ViBench b = new ViBench(SMALL);
        b.vid(3, ViConfig.SUPERVISOR, 1, 2, 0, 1);
        b.write("set", 0, 1 << 3 | 1 << 5);
        b.ticks(60);
        assertTrue(b.offered(0));
        assertEquals(1 << 3 | 1 << 5, b.read("pending", 0), "5 has no config and waits");
        b.write("set", 0, 1 << 3);
        assertEquals(3, b.claim(0));
        b.tick();
        assertEquals(1 << 5, b.read("pending", 0));
        assertEquals(0, b.coalesced(3));
        b.ticks(100);
        assertFalse(b.offered(0));
        b.write("clear", 0, 1 << 5);
        assertEquals(0, b.read("pending", 0));
    }

    @Test
    void hartWithoutXhaiovIsWithdrawnFromAndGetsNothing() {
        ViBench b = new ViBench(SMALL);
        b.vid(3, ViConfig.SUPERVISOR, 1, 2, 0, 3);
        b.post(3, 2);
        b.ticks(3);
        assertTrue(b.offered(0));
        b.status(0, ViBench.M, false, false, false);
        b.ticks(3);
        assertFalse(b.offered(0));
        b.ticks(100);
        assertFalse(b.offered(0));
        assertTrue(b.offered(1), "the lowest of the rest is home now");
    }

    @Test
    void emptyAffinityIsNowhere() {
        ViBench b = new ViBench(SMALL);
        b.vid(3, ViConfig.SUPERVISOR, 1, 2, 0, 0);
        b.post(3, 2);
        assertNull(b.awaitPresent(200));
        assertEquals(1, b.read("vid.state", 3));
    }

    @Test
    void everyHartHasItsOwn() {
        ViBench b = new ViBench(SMALL);
        b.vid(3, ViConfig.SUPERVISOR, 1, 2, 0, 1);
        b.vid(4, ViConfig.SUPERVISOR, 1, 2, 1, 2);
        b.post(3, 2);
        b.post(4, 2);
        b.ticks(60);
        assertEquals(3, b.claim(0));
        assertEquals(4, b.claim(1));
        b.tick();
        assertEquals(1, b.deliveries(3));
        assertEquals(1, b.deliveries(4));
        assertEquals(0, b.read("pending", 0));
    }

    @Test
    void aBusyHomeHartIsWaitedForWhileNoOtherFits() {
        ViBench b = new ViBench(SMALL);
        b.vid(3, ViConfig.SUPERVISOR, 1, 2, 0, 3);
        b.vid(4, ViConfig.SUPERVISOR, 1, 2, 0, 3);
        b.post(3, 2);
        b.post(4, 2);
        b.ticks(200);
        assertTrue(b.offered(0));
        assertFalse(b.offered(1), "hart 1 is in HS: the home hart is waited for");
        b.mode(1, ViBench.U);
        b.ticks(2 * SMALL.sweepCycles());
        assertTrue(b.offered(1));
        assertEquals(1, b.presents.getLast().rank());
    }
}

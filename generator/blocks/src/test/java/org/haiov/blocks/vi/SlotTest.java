package org.haiov.blocks.vi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Drains and token buckets. */
class SlotTest {
    private static final ViConfig SMALL = new ViConfig(2, 64, 16, 4);

    @Test
    void drainWithdrawsEverythingOfItsSlotAndNothingElse() {
        ViBench b = new ViBench(SMALL);
        b.vid(3, ViConfig.SUPERVISOR, 1, 2, 0, 1);
        b.vid(4, ViConfig.USER, 1, 2, 0, 1);
        b.vid(5, ViConfig.SUPERVISOR, 1, 1, 1, 2);
        b.mode(0, ViBench.U);
        List.of(3, 4).forEach(v -> b.post(v, 2));
        b.post(5, 1);
        b.ticks(2 * SMALL.sweepCycles());
        assertEquals(3, b.presents.size());
        b.write("slot.drain", 2, 1);
        assertFalse(b.offered(0));
        assertTrue(b.offered(1));
        assertEquals(1, b.read("slot.drain", 2), "the user VI is not back yet");
        assertEquals(List.of(), b.drainsDone);
        b.event(0, UserEvent.WITHDRAWN);
        b.tick();
        assertEquals(3, b.read("slot.drain", 2));
        b.ticks(4 * SMALL.slots() + 8);
        assertEquals(List.of(2L), b.drainsDone);
        assertEquals(1 << 3 | 1 << 4 | 1 << 5, b.read("pending", 0), "nothing is discarded");
        assertTrue(b.post(3, 2).coalesced());
        assertNull(b.awaitPresent(200));
        b.write("slot.drain", 2, 0);
        assertEquals(0, b.read("slot.drain", 2));
        assertNotNull(b.awaitPresent(2 * SMALL.sweepCycles()));
    }

    @Test
    void drainWaitsForAHandlerThatRuns() {
        ViBench b = new ViBench(SMALL);
        b.vid(4, ViConfig.USER, 1, 2, 0, 1);
        b.mode(0, ViBench.U);
        b.post(4, 2);
        b.ticks(3);
        b.event(0, UserEvent.ENTER);
        b.tick();
        b.write("slot.drain", 2, 1);
        b.event(0, UserEvent.PARK);
        b.ticks(100);
        assertEquals(1, b.read("slot.drain", 2));
        b.event(0, UserEvent.RELEASE);
        b.ticks(2);
        assertEquals(3, b.read("slot.drain", 2));
        b.write("slot.drain", 2, 0);
        b.write("slot.drain", 2, 1);
        b.ticks(4 * SMALL.slots() + 8);
        assertEquals(List.of(2L, 2L), b.drainsDone, "once for each request");
    }

    @Test
    void drainIsNotDoneWhileARequestAwaitsItsAnswer() {
        ViBench b = new ViBench(SMALL);
        b.vid(3, ViConfig.SUPERVISOR, 1, 2, 0, 1);
        b.write("slot.drain", 2, 1);
        boolean seen = false;
        for (int distance = 0; distance < 8; distance++) {
            b.probe("reg_valid").set(1);
            b.probe("reg_write").set(0);
            b.probe("reg_address").set(ViBench.address("slot.drain", 2));
            b.probe("reg_size").set(3);
            for (int i = 0; i < 12; i++) {
                if (i == distance) {
                    b.request(1, 3, 2);
                }
                b.tick();
                b.probe("reg_valid").set(0);
                if (b.peek("rsp_valid") == 1) {
                    long committed = b.commits.getLast();
                    long accepted = b.accepts.isEmpty() ? Long.MAX_VALUE : b.accepts.getLast().cycle();
                    boolean waits = accepted < committed && accepted + 3 >= committed;
                    assertEquals(waits ? 1 : 3, b.peek("rsp_rdata"), "accepted " + accepted + ", read " + committed);
                    seen |= waits;
                }
            }
            b.ticks(10);
        }
        assertTrue(seen);
    }

    /** Presentations of a slot in any window: at most burst + rate * (window + 64) / 1024; and not fewer than the rate
     * allows, as far as a full bucket for each visit, one in 64 cycles, does. */
    @Test
    void bucketBoundsPresentations() {
        for (int[] setting : new int[][] {{1, 100}, {3, 640}, {5, 31}}) {
            int burst = setting[0];
            int rate = setting[1];
            ViBench b = new ViBench(SMALL);
            for (int v = 0; v < 8; v++) {
                b.vid(v, ViConfig.SUPERVISOR, 1, 2, v & 1, 3);
            }
            b.write("slot.bucket", 2, ViBench.word("slot.bucket", Map.of("burst", (long) burst, "rate", (long) rate)));
            long from = b.cycle;
            int length = 6000;
            while (b.cycle < from + length) {
                b.request(0, b.cycle % 8, 2);
                for (int h = 0; h < 2; h++) {
                    if (b.offered(h)) {
                        b.claim(h);
                    }
                }
                b.tick();
            }
            List<Long> when = b.presents.stream().map(ViBench.Present::cycle).filter(t -> t >= from).toList();
            for (int i = 0; i < when.size(); i++) {
                for (int j = i; j < when.size(); j++) {
                    long window = when.get(j) - when.get(i) + 1;
                    assertTrue(j - i + 1 <= burst + rate * (window + 64) / 1024, "window " + window);
                }
            }
            assertTrue(when.size() >= Math.min(rate, 16L * burst) * (length - 200) / 1024, when.size() + " of burst " + burst + ", rate " + rate);
        }
    }

    @Test
    void bucketOfRateZeroIsNoLimitAndOfBurstZeroBlocks() {
        ViBench b = new ViBench(SMALL);
        b.vid(3, ViConfig.SUPERVISOR, 1, 2, 0, 1);
        b.write("slot.bucket", 2, 5);
        for (int i = 0; i < 20; i++) {
            b.post(3, 2);
            assertTrue(b.offered(0) || b.awaitPresent(100) != null, "presentation " + i);
            b.tick();
            b.claim(0);
            b.ticks(3);
        }
        b.write("slot.bucket", 2, 7L << 16);
        b.post(3, 2);
        assertNull(b.awaitPresent(2000));
        assertEquals(7L << 16, b.read("slot.bucket", 2));
    }
}

package org.haiov.sim.golden.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Claim, completion, priorities and thresholds of each context (RISC-V PLIC specification 1.0.0). */
class PlicTest {
    private static final int HARTS = 2;
    private static final int CONTEXTS = 2 * HARTS;

    private final boolean[] external = new boolean[CONTEXTS];
    private final Plic plic = new Plic(HARTS, (context, high) -> external[context] = high);

    @BeforeEach
    void priorities() {
        for (int source = 1; source <= Plic.SOURCES; source++) {
            priority(source, 1);
        }
    }

    private int read(long offset) {
        return (int) plic.load(offset, 4);
    }

    private void priority(int source, int value) {
        plic.store(4L * source, 4, value);
    }

    private void enable(int context, int... sources) {
        int bits = 0;
        for (int source : sources) {
            bits |= 1 << source;
        }
        plic.store(0x2000 + 0x80L * context, 4, bits);
    }

    private void threshold(int context, int value) {
        plic.store(0x200000 + 0x1000L * context, 4, value);
    }

    private int claim(int context) {
        return read(0x200004 + 0x1000L * context);
    }

    private void complete(int context, int source) {
        plic.store(0x200004 + 0x1000L * context, 4, source);
    }

    private int pending() {
        return read(0x1000);
    }

    private void lines(boolean... expected) {
        for (int context = 0; context < CONTEXTS; context++) {
            assertEquals(expected[context], external[context], "context " + context);
        }
    }

    @Test
    void eachContextHasItsOwnEnables() {
        enable(1, 10);
        enable(2, 10, 3);
        plic.source(10, true);
        lines(false, true, true, false);
        plic.source(3, true);
        assertEquals(1 << 10 | 1 << 3, pending());
        assertEquals(10, claim(1));
        lines(false, false, true, false);
        assertEquals(0, claim(1), "source 3 is not enabled there");
        assertEquals(3, claim(2), "10 is claimed");
        assertEquals(0, pending());
        lines(false, false, false, false);
        assertEquals(0, claim(0));
    }

    @Test
    void aClaimedSourceComesBackOnlyAfterItsCompletion() {
        enable(1, 10);
        enable(3, 3);
        plic.source(10, true);
        assertEquals(10, claim(1));
        plic.source(10, true);
        lines(false, false, false, false);
        complete(3, 10); // not enabled in context 3: silently ignored
        complete(1, 0);
        complete(1, 32);
        complete(1, 11);
        lines(false, false, false, false);
        complete(1, 10);
        lines(false, true, false, false);
        assertEquals(10, claim(1));
        plic.source(10, false);
        complete(1, 10);
        lines(false, false, false, false);
    }

    @Test
    void anAcceptedRequestStaysThoughItsLineFalls() {
        enable(1, 10);
        plic.source(10, true);
        plic.source(10, false);
        assertEquals(1 << 10, pending());
        assertEquals(10, claim(1));
        complete(1, 10);
        assertEquals(0, pending());
    }

    @Test
    void highestPriorityFirstLowestNumberOfEqualOnes() {
        enable(1, 3, 5, 9, 31);
        priority(9, 7);
        priority(5, 7);
        priority(3, 2);
        priority(31, 2);
        for (int source : new int[] {31, 3, 9, 5}) {
            plic.source(source, true);
        }
        assertEquals(5, claim(1));
        assertEquals(9, claim(1));
        assertEquals(3, claim(1));
        assertEquals(31, claim(1));
        assertEquals(0, claim(1));
    }

    @Test
    void priorityZeroNeverInterrupts() {
        enable(1, 10);
        priority(10, 0);
        plic.source(10, true);
        lines(false, false, false, false);
        assertEquals(1 << 10, pending());
        assertEquals(0, claim(1));
        priority(10, 1);
        lines(false, true, false, false);
    }

    @Test
    void thresholdMasksTheLineAndNotTheClaim() {
        enable(1, 10);
        enable(3, 10);
        priority(10, 3);
        plic.source(10, true);
        threshold(1, 3);
        lines(false, false, false, true);
        threshold(1, 2);
        lines(false, true, false, true);
        threshold(1, 7);
        assertEquals(10, claim(1), "claims are not affected by the threshold");
        lines(false, false, false, false);
    }

    @Test
    void registersTakeWhatTheyHave() {
        priority(0, 7);
        assertEquals(0, read(0), "there is no source 0");
        priority(5, 15);
        assertEquals(7, read(20));
        threshold(2, 9);
        assertEquals(1, read(0x202000));
        enable(3, 0, 1, 31);
        assertEquals(1 << 31 | 2, read(0x2180));
        assertEquals(0, read(0x2184), "sources beyond 31");
        plic.store(0x1000, 4, -1);
        assertEquals(0, pending(), "pending is read-only");
        assertEquals(0, read(0x200000 + 0x1000L * CONTEXTS), "no such context");
        assertThrows(BusFault.class, () -> plic.load(0x1000, 8));
        assertThrows(BusFault.class, () -> plic.store(4, 1, 1));
    }
}

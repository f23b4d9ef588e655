package org.haiov.sim.golden.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Registers of the CLINT (SiFive FU540 manual, chapter 9) for two harts. */
class ClintTest {
    private static final class Hart implements Clint.Port {
        private boolean software;
        private long compare = -1;

        @Override
        public boolean software() {
            return software;
        }

        @Override
        public void software(boolean pending) {
            software = pending;
        }

        @Override
        public long compare() {
            return compare;
        }

        @Override
        public void compare(long ticks) {
            compare = ticks;
        }
    }

    private final Hart first = new Hart();
    private final Hart second = new Hart();
    private long time = 0x1_2345_6789L;
    private final Clint clint = new Clint(List.of(first, second), new Clint.Clock() {
        @Override
        public long ticks() {
            return time;
        }

        @Override
        public void ticks(long ticks) {
            time = ticks;
        }
    });

    @Test
    void oneBitOfSoftwareInterruptEach() {
        clint.store(4, 4, -1);
        assertTrue(second.software);
        assertFalse(first.software);
        assertEquals(1, clint.load(4, 4));
        assertEquals(1L << 32, clint.load(0, 8));
        clint.store(0, 8, 1);
        assertTrue(first.software);
        assertFalse(second.software, "the upper half");
        clint.store(0, 4, 2);
        assertFalse(first.software, "bit 0 alone");
        clint.store(8, 4, 1);
        assertEquals(0, clint.load(8, 4), "no such hart");
    }

    @Test
    void comparesWholeAndInHalves() {
        clint.store(0x4000, 8, 0x1122334455667788L);
        assertEquals(0x1122334455667788L, first.compare);
        clint.store(0x400C, 4, 0x99);
        assertEquals(0x99FFFFFFFFL, second.compare);
        clint.store(0x4008, 4, 0xAABBCCDDL);
        assertEquals(0x99AABBCCDDL, clint.load(0x4008, 8));
        assertEquals(0x99, clint.load(0x400C, 4));
        assertEquals(0xAABBCCDDL, clint.load(0x4008, 4));
        clint.store(0x4010, 8, 1);
        assertEquals(0, clint.load(0x4010, 8), "no such hart");
    }

    @Test
    void timeWholeAndInHalves() {
        assertEquals(0x1_2345_6789L, clint.load(0xBFF8, 8));
        assertEquals(1, clint.load(0xBFFC, 4));
        clint.store(0xBFFC, 4, 2);
        assertEquals(0x2_2345_6789L, time);
        clint.store(0xBFF8, 8, 5);
        assertEquals(5, time);
        assertThrows(BusFault.class, () -> clint.load(0xBFF8, 1));
        assertThrows(BusFault.class, () -> clint.store(0, 2, 1));
    }
}

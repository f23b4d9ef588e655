package org.haiov.sim.golden.mmu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.haiov.sim.golden.TestHart;
import org.haiov.sim.golden.machine.MachineConfig;
import org.haiov.sim.golden.machine.MachineException;
import org.junit.jupiter.api.Test;

/** PMP with a granularity above 4 bytes (P 3.7.1). */
class PmpGranularityTest {
    private static final long ONES = (1L << 54) - 1;
    private static final int TOR = 1 << 3;
    private static final int NA4 = 2 << 3;
    private static final int NAPOT = 3 << 3;

    private static TestHart hart(int granularity) {
        TestHart h = new TestHart(16, granularity, false);
        h.write("pmpcfg2", 0);
        return h;
    }

    @Test
    void p3_7_1_readingPmpaddr() {
        for (int g = 1; g <= 10; g++) {
            TestHart h = hart(4 << g);
            h.write("pmpaddr0", -1);
            assertEquals(ONES & -(1L << g), h.peek("pmpaddr0"), "G=" + g + ", OFF");
            h.write("pmpcfg0", TOR);
            assertEquals(ONES & -(1L << g), h.peek("pmpaddr0"), "G=" + g + ", TOR");
            h.write("pmpcfg0", NAPOT);
            assertEquals(ONES, h.peek("pmpaddr0"), "bit G-1 was kept");
            h.write("pmpaddr0", 0);
            assertEquals(g == 1 ? 0 : (1L << g - 1) - 1, h.peek("pmpaddr0"), "G=" + g + ", NAPOT");
            h.write("pmpcfg0", 0);
            assertEquals(0, h.peek("pmpaddr0"));
        }
    }

    @Test
    void p3_7_1_theGranularityCanBeFoundOut() {
        TestHart h = hart(4096);
        h.write("pmpcfg0", 0).write("pmpaddr0", -1);
        assertEquals(4096, 1L << Long.numberOfTrailingZeros(h.peek("pmpaddr0")) + 2);
        TestHart fine = hart(4);
        fine.write("pmpaddr0", -1);
        assertEquals(ONES, fine.peek("pmpaddr0"));
    }

    @Test
    void p3_7_1_na4CannotBeSelected() {
        TestHart h = hart(8);
        h.write("pmpcfg0", NAPOT | 1).write("pmpcfg0", NA4 | 5);
        assertEquals(NAPOT | 5, h.peek("pmpcfg0"), "A stays, the rest is written");
        h.write("pmpcfg0", TOR).write("pmpcfg0", 0x80 | NA4 | 1);
        assertEquals(0x80 | TOR | 1, h.peek("pmpcfg0"));
        TestHart fine = hart(4);
        fine.write("pmpcfg0", NA4);
        assertEquals(NA4, fine.peek("pmpcfg0"));
    }

    @Test
    void p3_7_1_lowBitsDoNotBoundTor() {
        TestHart h = hart(4096);
        h.write("pmpaddr0", TestHart.RAM + 0x1FFC >>> 2).write("pmpaddr1", TestHart.RAM + 0x3FFC >>> 2).write("pmpcfg0", (TOR | 1) << 8);
        h.mode(TestHart.S, false);
        h.raises(5, () -> h.hart.memory().load64(TestHart.RAM + 0xFF8));
        h.hart.memory().load64(TestHart.RAM + 0x1000);
        h.hart.memory().load64(TestHart.RAM + 0x2FF8);
        h.raises(5, () -> h.hart.memory().load64(TestHart.RAM + 0x3000));
    }

    @Test
    void p3_7_1_napotIsAtLeastOneGrain() {
        TestHart h = hart(4096);
        h.write("pmpaddr0", TestHart.RAM + 0x1000 >>> 2).write("pmpcfg0", NAPOT | 1);
        h.mode(TestHart.S, false);
        h.raises(5, () -> h.hart.memory().load64(TestHart.RAM + 0xFF8));
        h.hart.memory().load64(TestHart.RAM + 0x1000);
        h.hart.memory().load64(TestHart.RAM + 0x1FF8);
        h.raises(5, () -> h.hart.memory().load64(TestHart.RAM + 0x2000));
        h.mode(TestHart.M, false).write("pmpaddr0", TestHart.RAM + 0x2800 >>> 2);
        h.mode(TestHart.S, false);
        h.hart.memory().load64(TestHart.RAM + 0x2000);
        h.hart.memory().load64(TestHart.RAM + 0x3FF8);
        h.raises(5, () -> h.hart.memory().load64(TestHart.RAM + 0x4000));
    }

    @Test
    void theConfigurationIsChecked() {
        assertEquals(4096, MachineConfig.parse("test", "{\"pmpGranularity\": 4096}").hart().pmpGranularity());
        assertEquals(4, MachineConfig.defaults().hart().pmpGranularity());
        for (int wrong : new int[] {0, 2, 12, 1 << 21}) {
            assertThrows(MachineException.class, () -> MachineConfig.parse("test", "{\"pmpGranularity\": " + wrong + "}"));
        }
    }
}

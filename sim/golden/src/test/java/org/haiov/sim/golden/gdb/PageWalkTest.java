package org.haiov.sim.golden.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.haiov.sim.golden.TestHart;
import org.haiov.sim.golden.device.Bus;
import org.haiov.sim.golden.mmu.Observer;
import org.haiov.sim.golden.state.Trap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** The debugger's walk leads where the hart's own accesses lead, in all modes, on random page tables. */
class PageWalkTest {
    private static final int TABLES = 24;
    private static final long ALL = 0xDF; // D A U X W R V without G

    private long physical;

    @RepeatedTest(20)
    void sameAsTheHart(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        TestHart hart = new TestHart();
        Bus bus = new Bus(hart.ram);
        // All tables are of the kind that points on or to a page, with some entries damaged; a table may serve at any level.
        for (int table = 0; table < TABLES; table++) {
            for (int i = 0; i < 512; i++) {
                hart.store(page(table) + 8L * i, entry(random));
            }
        }
        hart.write("satp", 8L << 60 | page(random.nextInt(TABLES)) >> 12);
        hart.write("vsatp", random.nextInt(4) == 0 ? 0 : 8L << 60 | page(random.nextInt(TABLES)) >> 12);
        hart.write("hgatp", random.nextInt(4) == 0 ? 0 : 8L << 60 | page(random.nextInt(TABLES / 4) * 4) >> 12);
        hart.write("sstatus", 1 << 18 | 1 << 19).write("vsstatus", 1 << 18 | 1 << 19);
        hart.hart.memory().observe(new Observer() {
            @Override
            public void loaded(long virtual, long at, int size, long value) {
                physical = at;
            }

            @Override
            public void stored(long virtual, long at, int size, long value) {
                throw new AssertionError();
            }
        });
        int mapped = 0;
        for (int i = 0; i < 3000; i++) {
            boolean virtual = random.nextBoolean();
            hart.mode(random.nextInt(8) == 0 ? TestHart.M : random.nextBoolean() ? TestHart.S : TestHart.U, false);
            if (virtual && hart.s.privilege != TestHart.M) {
                hart.mode(hart.s.privilege, true);
            }
            long address = random.nextInt(8) == 0 ? page(random.nextInt(TABLES)) : (random.nextLong() << 25 >> 25) & -8;
            PageWalk.Result walk = PageWalk.of(hart.s, bus, address);
            String where = "seed " + seed + ", address 0x" + Long.toHexString(address) + ", privilege " + hart.s.privilege + ", V " + hart.s.virtual + ": " + walk;
            try {
                hart.hart.memory().load64(address);
                assertTrue(walk.mapped(), where);
                assertEquals(physical, walk.physical(), where);
                mapped++;
            } catch (Trap trap) {
                // The hart may refuse what the debugger may see; what is not mapped it refuses, too.
            }
        }
        assertTrue(mapped > 50, "seed " + seed + ": only " + mapped + " addresses are mapped");
    }

    private static long page(int table) {
        return TestHart.RAM + 0x10000 + 4096L * table;
    }

    private static long entry(Random random) {
        long target = page(random.nextInt(TABLES)) >> 12 << 10;
        return switch (random.nextInt(16)) {
            case 0 -> random.nextLong();
            case 1 -> target | ALL & random.nextLong();
            case 2, 3, 4 -> target | ALL;
            case 5 -> 0x80000000L >> 12 << 10 | ALL; // a superpage, where it stands in an upper table
            default -> target | 1;
        };
    }
}

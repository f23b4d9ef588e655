package org.haiov.blocks.mmu;

import static org.haiov.blocks.mmu.PageTables.ALL;
import static org.haiov.blocks.mmu.PageTables.U;
import static org.haiov.blocks.mmu.PageTables.V;
import static org.haiov.blocks.mmu.PageTables.pte;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.haiov.blocks.config.HartConfig;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.junit.EngineTest;

/** What a miss of a first-level TLB costs: the table of docs/core.md. */
class WalkCostTest {
    private static final int READ_CYCLES = 4;
    private static final long REGION = 2 << 20;
    private static final long RAM = 0x8000_0000L;
    private static final long VA = 1L << 30;
    /** A page of RAM that nothing else is in the region of. */
    private static final long PAGE = RAM + 12 * REGION;
    private static final long OTHER_PAGE = RAM + 13 * REGION;

    private final StringBuilder table = new StringBuilder();
    private MmuBench bench;

    private void row(String what, long address, Eyes eyes) {
        Answer answer = bench.data(address, AccessKind.LOAD, eyes);
        table.append(what).append(": ").append(answer.reads()).append(" reads, ").append(answer.cycles()).append(" cycles\n");
    }

    /** With one PMP region that allows everything, and reads of {@link #READ_CYCLES}. Every table is in a region of its own. */
    @EngineTest
    void readsAndCyclesOfAWalk(Engine engine) {
        bench = new MmuBench(engine, HartConfig.standard(), 32 << 20);
        bench.pmp(0, -1, 0x1F);
        bench.latency = READ_CYCLES;
        long root = RAM;
        long middle = RAM + REGION;
        long last = RAM + 2 * REGION;
        long otherLast = RAM + 3 * REGION;
        bench.memory.put(root + 8 * (VA >>> 30), pte(middle, V));
        bench.memory.put(middle, pte(last, V));
        bench.memory.put(middle + 8, pte(otherLast, V));
        bench.memory.put(last, pte(PAGE, ALL));
        bench.memory.put(last + 8, pte(PAGE + 0x1000, ALL));
        bench.memory.put(last + 16, pte(PAGE, ALL));
        bench.memory.put(otherLast, pte(PAGE + 0x2000, ALL));
        PageTables guest = new PageTables(bench, RAM + 14 * REGION);
        long guestRoot = guest.root();
        for (long page : new long[] {root, middle, last, otherLast, PAGE, PAGE + 0x1000, PAGE + 0x2000, OTHER_PAGE}) {
            guest.mapGuest(guestRoot, page, 0, pte(page, ALL | U));
        }
        bench.satp(true, 1, root);
        bench.vsatp(true, 1, root);
        bench.hgatp(true, 1, guestRoot);
        bench.fenceAll();

        row("second level", warm(VA, Eyes.S), Eyes.S);
        row("M, or S in Bare the first time", RAM, Eyes.M);
        bench.fenceAll();
        row("one stage, nothing known", VA, Eyes.S);
        row("one stage, last-level table known", VA + 0x1000, Eyes.S);
        row("two stages, nothing known", VA, Eyes.VS);
        row("two stages, page beside it", VA + 0x1000, Eyes.VS);
        row("two stages, page beside it, of a known guest page", VA + 0x2000, Eyes.VS);
        row("two stages, next 2 MiB of virtual addresses", VA + REGION, Eyes.VS);
        bench.fence(FenceKind.GUEST_VIRTUAL, null, null);
        row("two stages, after the guest's fence", VA, Eyes.VS);
        bench.fenceAll();
        bench.vsatp(false, 0, 0);
        row("G-stage alone, nothing known", PAGE, Eyes.VS);
        row("G-stage alone, last-level table known", PAGE + 0x1000, Eyes.VS);
        assertEquals("""
                second level: 0 reads, 3 cycles
                M, or S in Bare the first time: 0 reads, 6 cycles
                one stage, nothing known: 3 reads, 23 cycles
                one stage, last-level table known: 1 reads, 12 cycles
                two stages, nothing known: 15 reads, 95 cycles
                two stages, page beside it: 2 reads, 20 cycles
                two stages, page beside it, of a known guest page: 1 reads, 14 cycles
                two stages, next 2 MiB of virtual addresses: 7 reads, 50 cycles
                two stages, after the guest's fence: 3 reads, 27 cycles
                G-stage alone, nothing known: 3 reads, 24 cycles
                G-stage alone, last-level table known: 1 reads, 13 cycles
                """, table.toString());
    }

    private long warm(long address, Eyes eyes) {
        bench.data(address, AccessKind.LOAD, eyes);
        return address;
    }
}

package org.haiov.blocks.mmu;

import static org.haiov.blocks.mmu.PageTables.ALL;
import static org.haiov.blocks.mmu.PageTables.pte;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.haiov.blocks.config.HartConfig;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.junit.EngineTest;

/** PMP with a granularity of 4 KiB: the rules of P 3.7.1 and 3.7.2. */
class PmpTest {
    private static final int TOR = 1 << 3;
    private static final int NA4 = 2 << 3;
    private static final int NAPOT = 3 << 3;
    private static final int LOCKED = 0x80;
    private static final int RWX = 7;
    private static final int CONFIG = 0;
    private static final int ADDRESS = 16;
    private static final long RAM = 0x8000_0000L;

    private MmuBench bench;

    private void open(Engine engine) {
        bench = new MmuBench(engine, HartConfig.standard(), 16 << 20);
    }

    private static long napot(long base, long size) {
        return base + size / 2 - 1 >>> 2;
    }

    private void expect(String answer, long address, AccessKind kind, Eyes eyes) {
        assertEquals(answer, bench.ask(address, kind, eyes).toString());
    }

    @EngineTest
    void p3_7_1_withoutAMatchOnlyMachineModeMayAccess(Engine engine) {
        open(engine);
        expect("0x80000000 rwx--", RAM, AccessKind.STORE, Eyes.M);
        expect("fault 5", RAM, AccessKind.LOAD, Eyes.S);
        expect("fault 7", RAM, AccessKind.STORE, Eyes.U);
        expect("fault 1", RAM, AccessKind.FETCH, Eyes.S);
    }

    @EngineTest
    void p3_7_1_rightsOfTheMatchingRegion(Engine engine) {
        open(engine);
        for (int rights : new int[] {0, 1, 3, 4, 5, 7}) {
            bench.pmp(2, napot(RAM, 0x10_0000), NAPOT | rights);
            expect((rights & 1) != 0 ? "" : "fault 5", AccessKind.LOAD, rights);
            expect((rights & 2) != 0 ? "" : "fault 7", AccessKind.STORE, rights);
            expect((rights & 4) != 0 ? "" : "fault 1", AccessKind.FETCH, rights);
            // not the business of M
            expect("0x80001000 rwx--", RAM + 0x1000, AccessKind.LOAD, Eyes.M);
        }
    }

    private void expect(String fault, AccessKind kind, int rights) {
        String entry = "0x80001000 " + ((rights & 1) != 0 ? "r" : "-") + ((rights & 2) != 0 ? "w" : "-") + ((rights & 4) != 0 ? "x" : "-")
                + "--";
        expect(fault.isEmpty() ? entry : fault, RAM + 0x1000, kind, Eyes.S);
    }

    @EngineTest
    void p3_7_1_theLowestNumberedRegionDecides(Engine engine) {
        open(engine);
        bench.pmp(7, -1, NAPOT | RWX);
        bench.pmp(3, napot(RAM + 0x4000, 0x4000), NAPOT | 1);
        bench.pmp(1, napot(RAM + 0x5000, 0x1000), NAPOT | 5);
        expect("0x80003000 rwx--", RAM + 0x3000, AccessKind.LOAD, Eyes.S);
        expect("0x80004000 r----", RAM + 0x4000, AccessKind.LOAD, Eyes.S);
        expect("0x80005000 r-x--", RAM + 0x5000, AccessKind.LOAD, Eyes.S);
        expect("0x80006000 r----", RAM + 0x6000, AccessKind.LOAD, Eyes.S);
        expect("0x80008000 rwx--", RAM + 0x8000, AccessKind.LOAD, Eyes.S);
    }

    @EngineTest
    void p3_7_1_topOfRange(Engine engine) {
        open(engine);
        bench.pmp(0, RAM + 0x2000 >>> 2, TOR | 1);
        bench.pmp(1, RAM + 0x3000 >>> 2, 0);
        bench.pmp(2, RAM + 0x5000 >>> 2, TOR | 5);
        // from 0 on; between two; nothing from a higher to a lower bound
        bench.pmp(3, RAM + 0x4000 >>> 2, TOR | RWX);
        bench.pmp(4, (1L << 54) - 1, TOR | 3);
        expect("0x1000 r----", 0x1000, AccessKind.LOAD, Eyes.S);
        expect("0x80001000 r----", RAM + 0x1FF8, AccessKind.LOAD, Eyes.S);
        expect("0x80003000 r-x--", RAM + 0x3000, AccessKind.LOAD, Eyes.S);
        expect("0x80004000 r-x--", RAM + 0x4FF8, AccessKind.LOAD, Eyes.S);
        expect("fault 5", RAM + 0x2000, AccessKind.LOAD, Eyes.S);
        expect("0x80005000 rw---", RAM + 0x5000, AccessKind.STORE, Eyes.S);
    }

    @EngineTest
    void p3_7_1_lockedRegionsBindMachineMode(Engine engine) {
        open(engine);
        bench.pmp(0, napot(RAM, 0x2000), NAPOT | LOCKED | 1);
        expect("0x80001000 r----", RAM + 0x1000, AccessKind.LOAD, Eyes.M);
        expect("fault 7", RAM + 0x1000, AccessKind.STORE, Eyes.M);
        expect("fault 1", RAM + 0x1000, AccessKind.FETCH, Eyes.M);
        expect("0x80002000 rwx--", RAM + 0x2000, AccessKind.STORE, Eyes.M);
    }

    @EngineTest
    void p3_7_1_locksKeepConfigurationAddressAndLowerBound(Engine engine) {
        open(engine);
        bench.writePmp(ADDRESS + 2, 0x1000);
        bench.pmp(3, 0x2000, TOR | LOCKED | 1);
        bench.pmp(5, 0x3000, NAPOT | LOCKED | 1);
        for (int i = 0; i < 8; i++) {
            bench.writePmp(ADDRESS + i, 0x8000);
        }
        bench.writePmp(CONFIG, -1);
        assertEquals(0x1000, bench.readPmp(ADDRESS + 2) & ~0x3FFL, "the lower bound of a locked TOR region");
        assertEquals(0x2000, bench.readPmp(ADDRESS + 3));
        assertEquals(0x8000, bench.readPmp(ADDRESS + 4) & ~0x3FFL, "the region before a locked NAPOT region is free");
        assertEquals(0x31FF, bench.readPmp(ADDRESS + 5));
        long config = bench.readPmp(CONFIG);
        assertEquals(TOR | LOCKED | 1, config >>> 24 & 0xFF);
        assertEquals(NAPOT | LOCKED | 1, config >>> 40 & 0xFF);
        assertEquals(0x9F, config & 0xFF);
    }

    @EngineTest
    void p3_7_1_whatGranularityMakesOfTheRegisters(Engine engine) {
        open(engine);
        long written = 0x15_5555_5555_5555L;
        bench.writePmp(ADDRESS, -1);
        assertEquals((1L << 54) - 1 & ~0x3FFL, bench.readPmp(ADDRESS), "OFF: bits G-1 to 0 read as zeros");
        bench.writePmp(CONFIG, NAPOT);
        assertEquals((1L << 54) - 1, bench.readPmp(ADDRESS), "NAPOT: bits G-2 to 0 read as ones, bit G-1 was kept");
        bench.writePmp(ADDRESS, written);
        assertEquals(written | 0x1FF, bench.readPmp(ADDRESS));
        bench.writePmp(CONFIG, TOR);
        assertEquals(written & ~0x3FF, bench.readPmp(ADDRESS));
        bench.writePmp(CONFIG, NAPOT);
        assertEquals(written | 0x1FF, bench.readPmp(ADDRESS), "A does not change what is kept");
        bench.writePmp(CONFIG, NA4 | 5);
        assertEquals(NAPOT | 5, bench.readPmp(CONFIG), "NA4 cannot be chosen: A stays");
        bench.writePmp(CONFIG, 0);
        bench.writePmp(CONFIG, NA4 | 2);
        assertEquals(0, bench.readPmp(CONFIG), "W without R is not set");
        bench.writePmp(CONFIG, 0x60);
        assertEquals(0, bench.readPmp(CONFIG), "bits 6 and 5 are zero");
        assertEquals(0, bench.readPmp(2), "regions 8 to 15 are not there");
        bench.writePmp(ADDRESS + 8, -1);
        assertEquals(0, bench.readPmp(ADDRESS + 8));
    }

    @EngineTest
    void p3_7_2_pageTablesAreReadAsByS(Engine engine) {
        open(engine);
        PageTables tables = new PageTables(bench, RAM + 0x10_0000);
        long root = tables.root();
        long va = 0x40_0000_0000L - 0x1000;
        tables.map(root, va, 0, pte(RAM, ALL));
        bench.satp(true, 1, root);
        long leafTable = bench.memory.get(tables.place(root, va, 1, false)) >>> 10 << 12;
        bench.pmp(7, -1, NAPOT | RWX);
        expect("0x80000000 rwx--", va, AccessKind.LOAD, Eyes.S);
        for (long table : new long[] {root, leafTable}) {
            bench.pmp(0, napot(table, 0x1000), NAPOT | 6);
            expect("fault 5", va, AccessKind.LOAD, Eyes.S);
            expect("fault 1", va, AccessKind.FETCH, Eyes.S);
            expect("fault 7", va, AccessKind.STORE, Eyes.S);
            bench.pmp(0, napot(table, 0x1000), NAPOT | 1);
            expect("0x80000000 rwx--", va, AccessKind.STORE, Eyes.S);
        }
    }

    @EngineTest
    void hlvxIsALoadForPmp(Engine engine) {
        open(engine);
        PageTables tables = new PageTables(bench, RAM + 0x10_0000);
        long root = tables.root();
        tables.map(root, 0x1000, 0, pte(RAM, ALL));
        bench.vsatp(true, 1, root);
        bench.pmp(7, -1, NAPOT | RWX);
        bench.pmp(0, napot(RAM, 0x1000), NAPOT | 4);
        // a fetch may leave an entry with X in the second level
        expect("0x80000000 --x--", 0x1000, AccessKind.FETCH, Eyes.VS);
        expect("fault 5", 0x1000, AccessKind.LOAD_EXECUTABLE, Eyes.VS);
        bench.pmp(0, napot(RAM, 0x1000), NAPOT | 1);
        expect("0x80000000 r----", 0x1000, AccessKind.LOAD_EXECUTABLE, Eyes.VS);
    }
}

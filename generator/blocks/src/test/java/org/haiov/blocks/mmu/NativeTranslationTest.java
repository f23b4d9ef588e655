package org.haiov.blocks.mmu;

import static org.haiov.blocks.mmu.PageTables.A;
import static org.haiov.blocks.mmu.PageTables.ALL;
import static org.haiov.blocks.mmu.PageTables.D;
import static org.haiov.blocks.mmu.PageTables.R;
import static org.haiov.blocks.mmu.PageTables.U;
import static org.haiov.blocks.mmu.PageTables.V;
import static org.haiov.blocks.mmu.PageTables.W;
import static org.haiov.blocks.mmu.PageTables.X;
import static org.haiov.blocks.mmu.PageTables.pte;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.haiov.blocks.config.HartConfig;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.junit.EngineTest;

/** One stage, or none: the rules of P 4.3 and 4.4, each by its section. */
class NativeTranslationTest {
    private static final long RAM_BYTES = 16 << 20;
    private static final long PAGE = 0x8012_3000L;
    private static final long VA = 0x12_3456_7000L;

    private MmuBench bench;
    private PageTables tables;
    private long root;

    private void open(Engine engine) {
        bench = new MmuBench(engine, HartConfig.tiny(), RAM_BYTES);
        tables = new PageTables(bench, 0x8080_0000L);
        root = tables.root();
        bench.satp(true, 5, root);
    }

    /** The answer for a leaf at VA. */
    private String leaf(int level, long pte, AccessKind kind, Eyes eyes) {
        bench.memory.clear();
        tables = new PageTables(bench, 0x8080_0000L);
        tables.root();
        tables.map(root, VA, level, pte);
        bench.fenceAll();
        return bench.ask(VA, kind, eyes).toString();
    }

    private void expect(String answer, int level, long pte, AccessKind kind, Eyes eyes) {
        assertEquals(answer, leaf(level, pte, kind, eyes));
    }

    @EngineTest
    void p3_1_machineModeIsNotTranslated(Engine engine) {
        open(engine);
        assertEquals("0x80123000 rwx--", bench.data(PAGE, AccessKind.LOAD, Eyes.M).toString());
        assertEquals("0x80123000 rwx--", bench.fetch(PAGE + 2, Eyes.M).toString());
    }

    @EngineTest
    void p4_1_11_bareIsNotTranslated(Engine engine) {
        open(engine);
        bench.satp(false, 5, root);
        assertEquals("0x80123000 rwx--", bench.data(PAGE, AccessKind.STORE, Eyes.S).toString());
        assertEquals("0x80123000 rwxu-", bench.data(PAGE, AccessKind.STORE, Eyes.U).toString());
    }

    @EngineTest
    void p3_6_romDevicesAndNothing(Engine engine) {
        open(engine);
        assertEquals("0x1000 r-x--", bench.data(0x1000, AccessKind.LOAD, Eyes.M).toString());
        assertEquals("0xf000 r-x--", bench.fetch(0xF000, Eyes.M).toString());
        assertEquals("fault 7", bench.data(0x1000, AccessKind.STORE, Eyes.M).toString());
        assertEquals("0x10000000 rw--d", bench.data(0x1000_0000, AccessKind.STORE, Eyes.M).toString());
        assertEquals("0xc5ff000 rw--d", bench.data(0xC5F_F000, AccessKind.LOAD, Eyes.M).toString());
        assertEquals("fault 1", bench.fetch(0x1000_0000, Eyes.M).toString());
        assertEquals("fault 5", bench.data(0, AccessKind.LOAD, Eyes.M).toString());
        assertEquals("fault 5", bench.data(0xC60_0000, AccessKind.LOAD, Eyes.M).toString());
        assertEquals("fault 7", bench.data(0x8100_0000L, AccessKind.STORE, Eyes.M).toString());
        assertEquals("fault 5", bench.data(0x1_8000_0000L, AccessKind.LOAD, Eyes.M).toString());
        assertEquals("fault 5", bench.data(0x8000_0000_8000_0000L, AccessKind.LOAD, Eyes.M).toString());
        assertEquals("fault 1", bench.fetch(0x0100_0000_8000_0000L, Eyes.M).toString());
    }

    @EngineTest
    void p4_3_2_step8_pagesOfThreeSizes(Engine engine) {
        open(engine);
        expect("0x80123000 rwx--", 0, pte(PAGE, ALL), AccessKind.LOAD, Eyes.S);
        expect("0x80167000 rwx--", 1, pte(0x8000_0000L, ALL), AccessKind.LOAD, Eyes.S);
        bench.satp(true, 5, root);
        // a gigapage that covers RAM: VA's bits 29:0 are 0x34567000, beyond RAM
        expect("fault 5", 2, pte(0x8000_0000L, ALL), AccessKind.LOAD, Eyes.S);
    }

    @EngineTest
    void p4_3_2_step3_invalidReservedAndWriteWithoutRead(Engine engine) {
        open(engine);
        for (int level = 0; level < 3; level++) {
            expect("fault 13", level, pte(0, ALL & ~V), AccessKind.LOAD, Eyes.S);
            expect("fault 15", level, pte(0, ALL & ~R), AccessKind.STORE, Eyes.S);
            expect("fault 12", level, pte(0, ALL & ~R), AccessKind.FETCH, Eyes.S);
        }
        for (int bit = 54; bit < 64; bit++) {
            expect("fault 13", 0, pte(PAGE, ALL) | 1L << bit, AccessKind.LOAD, Eyes.S);
            expect("fault 12", 1, pte(0x8080_0000L, V) | 1L << bit, AccessKind.FETCH, Eyes.S);
        }
    }

    @EngineTest
    void p4_3_1_pointersHaveNoDAU(Engine engine) {
        open(engine);
        expect("fault 13", 0, pte(PAGE, V), AccessKind.LOAD, Eyes.S);
        for (int flag : new int[] {D, A, U}) {
            expect("fault 13", 1, pte(PAGE, V | flag), AccessKind.LOAD, Eyes.S);
            expect("fault 15", 2, pte(PAGE, V | flag), AccessKind.STORE, Eyes.S);
        }
    }

    @EngineTest
    void p4_3_2_step5_permissions(Engine engine) {
        open(engine);
        expect("fault 13", 0, pte(PAGE, V | X | A), AccessKind.LOAD, Eyes.S);
        expect("0x80123000 --x--", 0, pte(PAGE, V | X | A), AccessKind.LOAD, Eyes.S.withMxr());
        expect("0x80123000 --x--", 0, pte(PAGE, V | X | A), AccessKind.FETCH, Eyes.S);
        expect("fault 12", 0, pte(PAGE, V | R | W | A | D), AccessKind.FETCH, Eyes.S);
        expect("fault 15", 0, pte(PAGE, V | R | X | A | D), AccessKind.STORE, Eyes.S);
        expect("fault 13", 0, pte(PAGE, ALL), AccessKind.LOAD, Eyes.U);
        expect("0x80123000 rwxu-", 0, pte(PAGE, ALL | U), AccessKind.LOAD, Eyes.U);
        expect("fault 13", 0, pte(PAGE, ALL | U), AccessKind.LOAD, Eyes.S);
        expect("0x80123000 rwxu-", 0, pte(PAGE, ALL | U), AccessKind.STORE, Eyes.S.withSum());
        expect("fault 12", 0, pte(PAGE, ALL | U), AccessKind.FETCH, Eyes.S.withSum());
    }

    @EngineTest
    void p4_3_2_step6_misalignedSuperpages(Engine engine) {
        open(engine);
        expect("fault 13", 1, pte(0x8000_1000L, ALL), AccessKind.LOAD, Eyes.S);
        expect("fault 13", 1, pte(0x8010_0000L, ALL), AccessKind.LOAD, Eyes.S);
        expect("fault 15", 2, pte(0x8020_0000L, ALL), AccessKind.STORE, Eyes.S);
        expect("fault 12", 2, pte(0xA000_0000L, ALL), AccessKind.FETCH, Eyes.S);
    }

    @EngineTest
    void p4_3_2_step7_svade(Engine engine) {
        open(engine);
        expect("fault 13", 0, pte(PAGE, ALL & ~A), AccessKind.LOAD, Eyes.S);
        expect("fault 12", 0, pte(PAGE, ALL & ~A), AccessKind.FETCH, Eyes.S);
        expect("fault 15", 0, pte(PAGE, ALL & ~D), AccessKind.STORE, Eyes.S);
        expect("0x80123000 r-x--", 0, pte(PAGE, ALL & ~D), AccessKind.LOAD, Eyes.S);
    }

    @EngineTest
    void p4_3_2_step2_tablesOutsideMemory(Engine engine) {
        open(engine);
        expect("fault 5", 2, pte(0x1000_0000L, V), AccessKind.LOAD, Eyes.S);
        expect("fault 1", 2, pte(0x9000_0000L, V), AccessKind.FETCH, Eyes.S);
        expect("fault 7", 1, pte(0x80_8000_0000L, V), AccessKind.STORE, Eyes.S);
        bench.broken = root + ((VA >>> 30 & 511) << 3);
        expect("fault 7", 0, pte(PAGE, ALL), AccessKind.STORE, Eyes.S);
    }

    @EngineTest
    void p4_4_1_addressesAreSignExtended(Engine engine) {
        open(engine);
        tables.map(root, VA, 0, pte(PAGE, ALL));
        tables.map(root, -0x1000L, 0, pte(PAGE, ALL));
        assertEquals("0x80123000 rwx--", bench.data(-8, AccessKind.LOAD, Eyes.S).toString());
        for (int bit = 39; bit < 64; bit++) {
            assertEquals("fault 13", bench.data(VA ^ 1L << bit, AccessKind.LOAD, Eyes.S).toString(), "bit " + bit);
            assertEquals("fault 15", bench.data(-8 ^ 1L << bit, AccessKind.STORE, Eyes.S).toString(), "bit " + bit);
        }
        assertEquals("fault 12", bench.fetch(VA ^ 1L << 38, Eyes.S).toString());
    }

    @EngineTest
    void theSecondLevelAnswersInThreeCycles(Engine engine) {
        open(engine);
        tables.map(root, VA, 0, pte(PAGE, ALL));
        Answer walked = bench.data(VA, AccessKind.LOAD, Eyes.S);
        assertEquals(3, walked.reads());
        Answer known = bench.data(VA + 0xFF8, AccessKind.LOAD, Eyes.S);
        assertEquals(0, known.reads());
        assertEquals(3, known.cycles());
        assertEquals(walked.toString(), known.toString());
        // another page of the same table: its pointer is known
        tables.map(root, VA + 0x1000, 0, pte(PAGE + 0x1000, ALL));
        assertEquals(1, bench.data(VA + 0x1000, AccessKind.LOAD, Eyes.S).reads());
    }
}

package org.haiov.blocks.mmu;

import static org.haiov.blocks.mmu.PageTables.A;
import static org.haiov.blocks.mmu.PageTables.ALL;
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

/** MMIO leaves of the G-stage (Xhaiov 3). */
class MmioLeafTest {
    private static final long MMIO = 1L << 58;
    private static final long RAM = 0x8000_0000L;
    private static final long GUEST_PAGE = 0x1234_5000L;

    private MmuBench bench;
    private PageTables tables;
    private long guestRoot;

    private void open(Engine engine) {
        bench = new MmuBench(engine, HartConfig.tiny(), new Mmu(HartConfig.tiny(), 16 << 20, true));
        tables = new PageTables(bench, RAM);
        guestRoot = tables.root();
        bench.hgatp(true, 1, guestRoot);
        enable(true);
        plain(true);
    }

    private void enable(boolean on) {
        bench.ports.set("mmioLeaves", on);
        bench.fenceAll();
    }

    private void plain(boolean on) {
        bench.ports.set("plain", on);
    }

    private void leaf(int level, long pte) {
        bench.memory.clear();
        tables = new PageTables(bench, RAM);
        guestRoot = tables.root();
        tables.mapGuest(guestRoot, GUEST_PAGE, level, pte);
        bench.fenceAll();
    }

    private void expect(int cause, AccessKind kind) {
        assertEquals("fault " + cause + " guest 0x12345018", bench.ask(GUEST_PAGE + 0x18, kind, Eyes.VS).toString());
    }

    @EngineTest
    void whoGetsWhichCause(Engine engine) {
        open(engine);
        for (int level = 0; level < 3; level++) {
            // page, permissions, U, A, D and alignment are not looked at
            for (long flags : new long[] {V | R, V | X, V | R | W | X | U}) {
                leaf(level, pte(0xFFF_FFFF_F000L, flags) | MMIO);
                plain(true);
                expect(24, AccessKind.LOAD);
                expect(25, AccessKind.STORE);
                expect(20, AccessKind.FETCH);
                plain(false);
                expect(21, AccessKind.LOAD);
                expect(23, AccessKind.STORE);
                expect(21, AccessKind.LOAD_EXECUTABLE);
            }
        }
    }

    @EngineTest
    void reservedEncodingsGoBefore(Engine engine) {
        open(engine);
        leaf(0, pte(0, V | W | X) | MMIO);
        expect(23, AccessKind.STORE);
        leaf(0, pte(0, V | R) | MMIO | 1L << 57);
        expect(21, AccessKind.LOAD);
        leaf(1, pte(RAM, V) | MMIO);
        expect(21, AccessKind.LOAD);
        leaf(0, pte(0, R) | MMIO);
        expect(21, AccessKind.LOAD);
    }

    @EngineTest
    void theFirstStageGoesBeforeAndItsTablesAreNoMmio(Engine engine) {
        open(engine);
        bench.memory.clear();
        tables = new PageTables(bench, RAM);
        guestRoot = tables.root();
        long root = tables.root();
        bench.vsatp(true, 1, root);
        long[] pages = {root, root + 0x4000, root + 0x5000};
        tables.map(root, 0x1000, 0, pte(GUEST_PAGE, ALL & ~A));
        for (long page : pages) {
            tables.mapGuest(guestRoot, page, 0, pte(page, ALL | U));
        }
        tables.mapGuest(guestRoot, GUEST_PAGE, 0, pte(0, V | R) | MMIO);
        bench.fenceAll();
        assertEquals("fault 13", bench.data(0x1018, AccessKind.LOAD, Eyes.VS).toString());
        tables.map(root, 0x1000, 0, pte(GUEST_PAGE, ALL));
        bench.fenceAll();
        assertEquals("fault 24 guest 0x12345018", bench.data(0x1018, AccessKind.LOAD, Eyes.VS).toString());
        tables.mapGuest(guestRoot, root, 0, pte(0, V | R) | MMIO);
        bench.fenceAll();
        assertEquals("fault 21 guest 0x" + Long.toHexString(root) + " implicit", bench.data(0x1018, AccessKind.LOAD, Eyes.VS).toString());
        // nor has the first stage MMIO leaves
        tables.mapGuest(guestRoot, root, 0, pte(root, ALL | U));
        tables.map(root, 0x1000, 0, pte(GUEST_PAGE, ALL) | MMIO);
        bench.fenceAll();
        assertEquals("fault 13", bench.data(0x1018, AccessKind.LOAD, Eyes.VS).toString());
    }

    @EngineTest
    void turnedOffBit58IsReserved(Engine engine) {
        open(engine);
        leaf(0, pte(RAM, ALL | U) | MMIO);
        expect(25, AccessKind.STORE);
        enable(false);
        expect(23, AccessKind.STORE);
        expect(21, AccessKind.LOAD);
    }
}

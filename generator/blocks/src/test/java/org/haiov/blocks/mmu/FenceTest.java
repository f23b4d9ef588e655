package org.haiov.blocks.mmu;

import static org.haiov.blocks.mmu.PageTables.ALL;
import static org.haiov.blocks.mmu.PageTables.U;
import static org.haiov.blocks.mmu.PageTables.pte;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.haiov.blocks.config.HartConfig;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.junit.EngineTest;

/** Fences by address, ASID and VMID (P 4.2.1, 8.3.1), and questions that are withdrawn. */
class FenceTest {
    private static final long RAM = 0x8000_0000L;
    private static final long VA = 0x1000_0000L;
    private static final String OLD = "0x80001000 rwx--";
    private static final String NEW = "0x80002000 rwx--";

    private MmuBench bench;
    private PageTables tables;
    private long root;

    private void open(Engine engine, HartConfig c) {
        bench = new MmuBench(engine, c, 16 << 20);
        if (c.pmpRegions() > 0) {
            bench.pmp(0, -1, 0x1F);
        }
        tables = new PageTables(bench, RAM + 0x10_0000);
        root = tables.root();
        bench.satp(true, 1, root);
        bench.vsatp(true, 1, root);
        bench.hgatp(false, 1, 0);
    }

    /** Looks, changes the leaf, fences, looks again. */
    private void expect(String after, Eyes eyes, FenceKind kind, Long address, Integer id) {
        tables.map(root, VA, 0, pte(RAM + 0x1000, ALL));
        bench.fenceAll();
        assertEquals(OLD, bench.data(VA, AccessKind.LOAD, eyes).toString());
        tables.map(root, VA, 0, pte(RAM + 0x2000, ALL));
        assertEquals(OLD, bench.data(VA, AccessKind.LOAD, eyes).toString(), "the second level keeps it");
        bench.fence(kind, address, id);
        assertEquals(after, bench.data(VA, AccessKind.LOAD, eyes).toString(), kind + " " + address + " " + id);
    }

    @EngineTest
    void whatGoesAndWhatStays(Engine engine) {
        open(engine, HartConfig.standard());
        for (FenceKind kind : new FenceKind[] {FenceKind.SUPERVISOR, FenceKind.GUEST_VIRTUAL}) {
            Eyes own = kind == FenceKind.SUPERVISOR ? Eyes.S : Eyes.VS;
            Eyes other = kind == FenceKind.SUPERVISOR ? Eyes.VS : Eyes.S;
            expect(NEW, own, kind, null, null);
            expect(NEW, own, kind, VA + 0xFFF, null);
            expect(OLD, own, kind, VA + 0x1000, null);
            expect(NEW, own, kind, null, 1);
            expect(OLD, own, kind, null, 2);
            expect(NEW, own, kind, VA, 1);
            expect(OLD, own, kind, VA, 2);
            expect(OLD, other, kind, null, null);
        }
        expect(NEW, Eyes.VS, FenceKind.GUEST_PHYSICAL, null, null);
        expect(NEW, Eyes.VS, FenceKind.GUEST_PHYSICAL, null, 1);
        expect(OLD, Eyes.VS, FenceKind.GUEST_PHYSICAL, null, 2);
        expect(OLD, Eyes.S, FenceKind.GUEST_PHYSICAL, null, null);
        expect(NEW, Eyes.S, FenceKind.ALL, null, null);
        expect(NEW, Eyes.VS, FenceKind.ALL, null, null);
    }

    @EngineTest
    void p4_1_11_asidBitsThatAreNotThereAreIgnored(Engine engine) {
        open(engine, HartConfig.tiny());
        expect(NEW, Eyes.S, FenceKind.SUPERVISOR, null, 0x301);
        expect(OLD, Eyes.S, FenceKind.SUPERVISOR, null, 0x302);
    }

    @EngineTest
    void guestFencesAreForThePresentVmid(Engine engine) {
        open(engine, HartConfig.standard());
        tables.map(root, VA, 0, pte(RAM + 0x1000, ALL));
        bench.data(VA, AccessKind.LOAD, Eyes.VS);
        tables.map(root, VA, 0, pte(RAM + 0x2000, ALL));
        bench.hgatp(false, 2, 0);
        bench.fence(FenceKind.GUEST_VIRTUAL, null, null);
        bench.hgatp(false, 1, 0);
        assertEquals(OLD, bench.data(VA, AccessKind.LOAD, Eyes.VS).toString());
        bench.fence(FenceKind.GUEST_VIRTUAL, null, null);
        assertEquals(NEW, bench.data(VA, AccessKind.LOAD, Eyes.VS).toString());
    }

    @EngineTest
    void anyAddressOfASuperpageFencesAllOfIt(Engine engine) {
        open(engine, HartConfig.standard());
        long[] sizes = {1L << 12, 1L << 21, 1L << 30};
        for (int level = 0; level < 3; level++) {
            for (long va : new long[] {1L << 30, -1L << 30}) {
                tables.map(root, va, level, pte(RAM, ALL));
                bench.fenceAll();
                assertEquals("0x80000000 rwx--", bench.data(va, AccessKind.LOAD, Eyes.S).toString());
                bench.memory.put(tables.place(root, va, level, false), 0L);
                bench.fence(FenceKind.SUPERVISOR, va + sizes[level], null);
                bench.fence(FenceKind.SUPERVISOR, va - 1, null);
                assertEquals("0x80000000 rwx--", bench.data(va, AccessKind.LOAD, Eyes.S).toString());
                bench.fence(FenceKind.SUPERVISOR, va + sizes[level] - 1, null);
                assertEquals("fault 13", bench.data(va, AccessKind.LOAD, Eyes.S).toString());
            }
        }
    }

    @EngineTest
    void fencesByAddressAreShortWhereThereAreNoSuperpages(Engine engine) {
        open(engine, HartConfig.standard());
        int sets = bench.c.secondTlb().sets();
        tables.map(root, VA, 0, pte(RAM, ALL));
        tables.map(root, -1L << 30, 2, pte(RAM, ALL));
        bench.data(VA, AccessKind.LOAD, Eyes.S);
        bench.data(-1L << 30, AccessKind.LOAD, Eyes.S);
        assertTrue(bench.fence(FenceKind.SUPERVISOR, VA, null) < 6);
        assertTrue(bench.fence(FenceKind.SUPERVISOR, -1L << 30, null) > sets);
        assertTrue(bench.fence(FenceKind.SUPERVISOR, null, null) > sets);
        assertTrue(bench.fence(FenceKind.SUPERVISOR, -1L << 30, null) < 6);
    }

    @EngineTest
    void aFenceOvertakesAWalk(Engine engine) {
        open(engine, HartConfig.tiny());
        tables.map(root, VA, 0, pte(RAM + 0x1000, ALL));
        bench.latency = 7;
        for (int wait = 0; wait < 45; wait++) {
            tables.map(root, VA, 0, pte(RAM + 0x1000, ALL));
            bench.fenceAll();
            bench.begin("data", VA, AccessKind.LOAD, Eyes.S);
            boolean answered = false;
            for (int i = 0; i < wait && !answered; i++) {
                bench.cycle();
                answered = bench.ports.is("data_rsp_valid");
            }
            bench.memory.put(tables.place(root, VA, 0, false), pte(RAM + 0x2000, ALL));
            bench.fence(FenceKind.SUPERVISOR, VA, 1);
            assertEquals(NEW, bench.data(VA, AccessKind.LOAD, Eyes.S).toString(), "fence after " + wait + " cycles");
        }
    }

    @EngineTest
    void aWithdrawnQuestionLeavesNothing(Engine engine) {
        open(engine, HartConfig.tiny());
        bench.latency = 5;
        tables.map(root, VA, 0, pte(RAM + 0x1000, ALL));
        tables.map(root, VA + 0x1000, 0, pte(RAM + 0x2000, ALL | U));
        for (int wait = 1; wait < 40; wait++) {
            bench.fenceAll();
            bench.begin("fetch", VA, AccessKind.FETCH, Eyes.S);
            for (int i = 0; i < wait && !bench.ports.is("fetch_rsp_valid"); i++) {
                bench.cycle();
            }
            bench.withdraw("fetch");
            bench.cycle();
            assertEquals("0x80002000 rwxu-", bench.fetch(VA + 0x1000, Eyes.U).toString(), "withdrawn after " + wait + " cycles");
        }
    }

    @EngineTest
    void dataGoesBeforeFetch(Engine engine) {
        open(engine, HartConfig.tiny());
        bench.satp(false, 0, 0);
        bench.begin("fetch", RAM, AccessKind.FETCH, Eyes.S);
        bench.begin("data", RAM, AccessKind.LOAD, Eyes.S);
        boolean data = false;
        for (int i = 0; i < 100 && !bench.ports.is("fetch_rsp_valid"); i++) {
            data |= bench.ports.is("data_rsp_valid");
            if (bench.ports.is("data_rsp_valid")) {
                bench.cycle();
                bench.withdraw("data");
            } else {
                bench.cycle();
            }
        }
        assertTrue(data && bench.ports.is("fetch_rsp_valid"));
    }
}

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

/** Two stages: the rules of P 8.5, each by its section. Guest-physical pages of tables are the physical ones plus {@link #SHIFT}. */
class NestedTranslationTest {
    private static final long SHIFT = 0x100_0000_0000L;
    private static final long PAGE = 0x8012_3000L;
    private static final long GUEST_PAGE = 0x1F0_1234_5000L;
    private static final long VA = -0x12_3456_7000L;
    private static final int GUEST_ALL = ALL | U;

    private MmuBench bench;
    private PageTables tables;
    private long guestRoot;
    private long root;

    private void open(Engine engine) {
        bench = new MmuBench(engine, HartConfig.tiny(), 16 << 20);
        build();
        bench.vsatp(true, 5, root + SHIFT);
        bench.hgatp(true, 3, guestRoot);
        bench.satp(true, 6, 0);
    }

    private void build() {
        bench.memory.clear();
        tables = new PageTables(bench, 0x8080_0000L);
        guestRoot = tables.root();
        root = tables.root();
    }

    /** Builds the first stage down to {@code level} with {@code first} at VA, and the G-stage with {@code guest} for GUEST_PAGE. */
    private void map(int level, long first, int guestLevel, long guest) {
        build();
        long table = root;
        for (int l = 2; ; l--) {
            tables.mapGuest(guestRoot, table + SHIFT, 0, pte(table, GUEST_ALL));
            long at = table + (VA >>> 12 + 9 * l & 511) * 8;
            if (l == level) {
                bench.memory.put(at, first);
                break;
            }
            table = tables.page();
            bench.memory.put(at, pte(table + SHIFT, V));
        }
        tables.mapGuest(guestRoot, GUEST_PAGE, guestLevel, guest);
        bench.fenceAll();
    }

    private void expect(String answer, AccessKind kind, Eyes eyes) {
        assertEquals(answer, bench.ask(VA + 8, kind, eyes).toString());
    }

    private void expectGuest(String answer, int level, long guest, AccessKind kind, Eyes eyes) {
        map(0, pte(GUEST_PAGE, ALL), level, guest);
        expect(answer, kind, eyes);
    }

    private static String guestFault(int cause) {
        return "fault " + cause + " guest 0x" + Long.toHexString(GUEST_PAGE + 8);
    }

    @EngineTest
    void p8_5_bothStages(Engine engine) {
        open(engine);
        map(0, pte(GUEST_PAGE, ALL), 0, pte(PAGE, GUEST_ALL));
        expect("0x80123000 rwx--", AccessKind.LOAD, Eyes.VS);
        expect("0x80123000 rwx--", AccessKind.STORE, Eyes.VS);
        expect("0x80123000 rwx--", AccessKind.FETCH, Eyes.VS);
        map(0, pte(GUEST_PAGE, ALL | U), 1, pte(0x8000_0000L, GUEST_ALL));
        expect("0x80145000 rwxu-", AccessKind.STORE, Eyes.VU);
        expect("fault 13", AccessKind.LOAD, Eyes.VS);
        expect("0x80145000 rwxu-", AccessKind.LOAD, Eyes.VS.withSum());
    }

    @EngineTest
    void p8_2_10_hgatpBare(Engine engine) {
        open(engine);
        map(0, pte(PAGE, ALL), 0, 0);
        bench.hgatp(false, 3, guestRoot);
        bench.vsatp(true, 5, root);
        long first = root + (VA >>> 30 & 511) * 8;
        bench.memory.put(first, pte(0x8000_0000L, ALL));
        bench.fenceAll();
        // a gigapage: bits 29:0 of VA are beyond RAM
        expect("fault 5", AccessKind.LOAD, Eyes.VS);
        tables.map(root, 0x1000, 0, pte(PAGE, ALL));
        assertEquals("0x80123000 rwx--", bench.data(0x1000, AccessKind.LOAD, Eyes.VS).toString());
    }

    @EngineTest
    void p8_2_18_vsatpBare(Engine engine) {
        open(engine);
        map(0, 0, 0, pte(PAGE, GUEST_ALL));
        bench.vsatp(false, 5, root);
        assertEquals("0x80123000 rwx--", bench.data(GUEST_PAGE, AccessKind.LOAD, Eyes.VS).toString());
        assertEquals("0x80123000 rwxu-", bench.data(GUEST_PAGE, AccessKind.LOAD, Eyes.VU).toString());
        assertEquals("fault 23 guest 0x1f012346000", bench.data(GUEST_PAGE + 0x1000, AccessKind.STORE, Eyes.VS).toString());
    }

    @EngineTest
    void p8_5_1_guestAddressesHave41Bits(Engine engine) {
        open(engine);
        bench.vsatp(false, 5, root);
        for (int bit = 41; bit < 64; bit++) {
            long address = 1L << bit | 0x1000;
            assertEquals("fault 21 guest 0x" + Long.toHexString(address), bench.data(address, AccessKind.LOAD, Eyes.VS).toString());
        }
        bench.vsatp(true, 5, root + SHIFT);
        map(0, pte(1L << 55 | PAGE, ALL), 0, 0);
        expect("fault 20 guest 0x80000080123008", AccessKind.FETCH, Eyes.VS);
        map(1, pte(1L << 41, V), 0, 0);
        expect("fault 23 guest 0x" + Long.toHexString(1L << 41 | (VA >>> 12 & 511) << 3) + " implicit", AccessKind.STORE, Eyes.VS);
    }

    @EngineTest
    void p8_5_1_guestStageLeaves(Engine engine) {
        open(engine);
        for (int level = 0; level < 2; level++) {
            long page = level == 0 ? PAGE : 0x8000_0000L;
            expectGuest(guestFault(21), level, pte(page, ALL), AccessKind.LOAD, Eyes.VS);
            expectGuest(guestFault(21), level, pte(page, GUEST_ALL & ~A), AccessKind.LOAD, Eyes.VS);
            expectGuest(guestFault(23), level, pte(page, GUEST_ALL & ~D), AccessKind.STORE, Eyes.VS);
            expectGuest(guestFault(23), level, pte(page, GUEST_ALL & ~W), AccessKind.STORE, Eyes.VS);
            expectGuest(guestFault(21), level, pte(page, GUEST_ALL & ~R), AccessKind.LOAD, Eyes.VS);
            expectGuest(guestFault(20), level, pte(page, GUEST_ALL & ~X), AccessKind.FETCH, Eyes.VS);
            expectGuest(guestFault(20), level, pte(page, GUEST_ALL & ~V), AccessKind.FETCH, Eyes.VS);
            for (int bit = 54; bit < 64; bit++) {
                expectGuest(guestFault(21), level, pte(page, GUEST_ALL) | 1L << bit, AccessKind.LOAD, Eyes.VS);
            }
        }
        expectGuest(guestFault(21), 1, pte(0x8000_1000L, GUEST_ALL), AccessKind.LOAD, Eyes.VS);
        expectGuest(guestFault(21), 2, pte(0x8020_0000L, GUEST_ALL), AccessKind.LOAD, Eyes.VS);
        expectGuest(guestFault(21), 0, pte(PAGE, V), AccessKind.LOAD, Eyes.VS);
        for (int flag : new int[] {D, A, U}) {
            expectGuest(guestFault(21), 1, pte(PAGE, V | flag), AccessKind.LOAD, Eyes.VS);
        }
        expectGuest("0x80123000 r-x--", 0, pte(PAGE, GUEST_ALL & ~D), AccessKind.LOAD, Eyes.VS);
    }

    @EngineTest
    void p8_6_1_implicitAccessesHaveTheCauseOfTheOriginal(Engine engine) {
        open(engine);
        long[] flags = {GUEST_ALL & ~R & ~W, ALL, GUEST_ALL & ~A, GUEST_ALL & ~V};
        for (long flag : flags) {
            map(0, pte(GUEST_PAGE, ALL), 0, pte(PAGE, GUEST_ALL));
            tables.mapGuest(guestRoot, root + SHIFT, 0, pte(root, flag));
            bench.fenceAll();
            String where = " guest 0x" + Long.toHexString(root + SHIFT + (VA >>> 30 & 511) * 8) + " implicit";
            expect("fault 20" + where, AccessKind.FETCH, Eyes.VS);
            expect("fault 21" + where, AccessKind.LOAD, Eyes.VS.withBothMxr());
            expect("fault 23" + where, AccessKind.STORE, Eyes.VS);
            expect("fault 21" + where, AccessKind.LOAD_EXECUTABLE, Eyes.VS);
        }
        // tables are only read: neither W nor D nor X is needed
        map(0, pte(GUEST_PAGE, ALL), 0, pte(PAGE, GUEST_ALL));
        tables.mapGuest(guestRoot, root + SHIFT, 0, pte(root, V | R | U | A));
        bench.fenceAll();
        expect("0x80123000 rwx--", AccessKind.STORE, Eyes.VS);
        expect("0x80123000 rwx--", AccessKind.LOAD_EXECUTABLE, Eyes.VS);
    }

    @EngineTest
    void p8_5_firstStageFaultsArePageFaults(Engine engine) {
        open(engine);
        map(0, pte(GUEST_PAGE, ALL & ~D), 0, pte(PAGE, GUEST_ALL));
        expect("fault 15", AccessKind.STORE, Eyes.VS);
        map(1, pte(GUEST_PAGE, ALL), 0, pte(PAGE, GUEST_ALL));
        expect("fault 13", AccessKind.LOAD, Eyes.VS);
        map(0, pte(GUEST_PAGE, ALL), 0, pte(PAGE, GUEST_ALL));
        assertEquals("fault 13", bench.data(VA ^ 1L << 45, AccessKind.LOAD, Eyes.VS).toString());
    }

    @EngineTest
    void p8_2_9_mxrOfWhichStage(Engine engine) {
        open(engine);
        map(0, pte(GUEST_PAGE, V | X | A), 0, pte(PAGE, GUEST_ALL));
        expect("fault 13", AccessKind.LOAD, Eyes.VS);
        expect("0x80123000 --x--", AccessKind.LOAD, Eyes.VS.withMxr());
        expect("0x80123000 --x--", AccessKind.LOAD, Eyes.VS.withBothMxr());
        map(0, pte(GUEST_PAGE, V | X | A), 0, pte(PAGE, V | X | U | A));
        expect(guestFault(21), AccessKind.LOAD, Eyes.VS.withMxr());
        expect("0x80123000 --x--", AccessKind.LOAD, Eyes.VS.withBothMxr());
        expect("0x80123000 --x--", AccessKind.LOAD_EXECUTABLE, Eyes.VS);
    }

    @EngineTest
    void hlvxNeedsExecuteInBothStages(Engine engine) {
        open(engine);
        map(0, pte(GUEST_PAGE, V | R | A), 0, pte(PAGE, GUEST_ALL));
        expect("fault 13", AccessKind.LOAD_EXECUTABLE, Eyes.VS.withBothMxr());
        map(0, pte(GUEST_PAGE, ALL), 0, pte(PAGE, GUEST_ALL & ~X));
        expect(guestFault(21), AccessKind.LOAD_EXECUTABLE, Eyes.VS);
        // what is read so may stand on a device, where nothing is fetched
        map(0, pte(GUEST_PAGE, ALL), 0, pte(0x1000_0000L, GUEST_ALL));
        expect("0x10000000 rw--d", AccessKind.LOAD_EXECUTABLE, Eyes.VS);
    }

    @EngineTest
    void tablesOfEitherStageOutsideMemory(Engine engine) {
        open(engine);
        map(0, pte(GUEST_PAGE, ALL), 2, pte(0x1000_0000L, V));
        expect("fault 5", AccessKind.LOAD, Eyes.VS);
        map(0, pte(GUEST_PAGE, ALL), 0, pte(PAGE, GUEST_ALL));
        tables.mapGuest(guestRoot, root + SHIFT, 0, pte(0x1000_0000L, GUEST_ALL));
        bench.fenceAll();
        expect("fault 7", AccessKind.STORE, Eyes.VS);
        map(0, pte(GUEST_PAGE, ALL), 0, pte(0x9000_0000L, GUEST_ALL));
        expect("fault 1", AccessKind.FETCH, Eyes.VS);
    }
}

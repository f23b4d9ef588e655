package org.haiov.sim.golden.mmu;

import static org.haiov.sim.golden.TestHart.M;
import static org.haiov.sim.golden.TestHart.RAM;
import static org.haiov.sim.golden.TestHart.S;
import static org.haiov.sim.golden.TestHart.U;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.haiov.sim.golden.TestHart;
import org.haiov.sim.golden.state.Trap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps of Privileged 4.3.2 and 8.5, each with the exception it raises. */
class TranslationTest {
    private static final long SV39 = 8L << 60;
    private static final long V = 1;
    private static final long R = 2;
    private static final long W = 4;
    private static final long X = 8;
    private static final long USER = 16;
    private static final long A = 64;
    private static final long D = 128;
    private static final long GOOD = V | R | W | A | D;

    private static final long ROOT = RAM + 0x10000;
    private static final long LEVEL1 = RAM + 0x11000;
    private static final long LEVEL0 = RAM + 0x12000;
    private static final long GUEST_ROOT = RAM + 0x20000; // 16 KiB
    private static final long GUEST_LEVEL1 = RAM + 0x24000;
    private static final long GUEST_LEVEL0 = RAM + 0x25000;
    private static final long DATA = RAM + 0x30000;
    /** Virtual address of the page under test: indices 1, 2, 3. */
    private static final long VA = 1L << 30 | 2L << 21 | 3L << 12;

    private final TestHart h = new TestHart();

    @BeforeEach
    void tables() {
        h.store(ROOT + 8, pte(LEVEL1, V));
        h.store(LEVEL1 + 16, pte(LEVEL0, V));
        h.store(DATA, 0x1122334455667788L);
        // Second stage: RAM stands at its own address.
        h.store(GUEST_ROOT + 8 * 2, pte(GUEST_LEVEL1, V));
        h.store(GUEST_LEVEL1, pte(GUEST_LEVEL0, V));
        for (int i = 0; i < 256; i++) {
            h.store(GUEST_LEVEL0 + 8 * i, pte(RAM + 4096L * i, GOOD | X | USER));
        }
    }

    private static long pte(long address, long flags) {
        return address >>> 12 << 10 | flags;
    }

    private void leaf(long flags) {
        h.store(LEVEL0 + 24, pte(DATA, flags));
        h.hart.memory().flush();
    }

    private TestHart supervisor() {
        return h.write("satp", SV39 | ROOT >>> 12).mode(S, false);
    }

    private TestHart guest() {
        return h.write("vsatp", SV39 | ROOT >>> 12).write("hgatp", SV39 | GUEST_ROOT >>> 12).mode(S, true);
    }

    private long load() {
        return h.hart.memory().load64(VA);
    }

    private void store() {
        h.hart.memory().store64(VA, 1);
    }

    @Test
    void goodLeaf() {
        leaf(GOOD);
        supervisor();
        assertEquals(0x1122334455667788L, load());
        store();
        assertEquals(1, h.ram.load(DATA - RAM, 8));
        Trap trap = h.raises(12, () -> h.hart.memory().fetchPage(VA));
        assertEquals(VA, trap.value());
    }

    /** Step 3: V=0, W without R, and every reserved bit. */
    @ParameterizedTest
    @ValueSource(longs = {GOOD & ~V, GOOD & ~R, GOOD | 1L << 54, GOOD | 1L << 58, GOOD | 1L << 61, GOOD | 1L << 63, 0})
    void invalidEntries(long flags) {
        leaf(flags);
        supervisor().raises(13, this::load);
        h.raises(15, this::store);
    }

    /** Step 3 with 4.3.1: D, A and U of a pointer are reserved; step 4: no fourth level. */
    @ParameterizedTest
    @ValueSource(longs = {V | A, V | D, V | USER})
    void badPointers(long flags) {
        leaf(GOOD);
        h.store(LEVEL1 + 16, pte(LEVEL0, flags));
        supervisor().raises(13, this::load);
        h.store(LEVEL1 + 16, pte(LEVEL0, V));
        leaf(V);
        h.raises(13, this::load);
    }

    /** Step 5: U, SUM, MXR. */
    @Test
    void permissions() {
        leaf(GOOD | USER);
        supervisor().raises(13, this::load);
        h.mode(M, false).write("mstatus", 1 << 18).mode(S, false);
        load();
        leaf(GOOD | USER | X);
        h.raises(12, () -> h.hart.memory().fetchPage(VA)); // SUM does not let S execute U pages
        leaf(GOOD);
        h.mode(U, false).raises(13, this::load);
        leaf(V | X | A);
        h.mode(S, false).raises(13, this::load);
        h.mode(M, false).write("mstatus", 1 << 19).mode(S, false);
        load();
        h.raises(15, this::store);
    }

    /** Step 6: misaligned superpages. */
    @Test
    void superpages() {
        h.store(LEVEL1 + 16, pte(RAM, GOOD));
        supervisor();
        h.store(RAM + 0x3000, 5);
        assertEquals(5, load());
        h.store(LEVEL1 + 16, pte(RAM + 0x1000, GOOD));
        h.raises(13, this::load);
        h.store(ROOT + 8, pte(RAM + 0x200000, GOOD));
        h.raises(15, () -> h.hart.memory().store64(VA + (1 << 29), 0)); // a gigapage that begins 2 MiB too late
    }

    /** Step 7 with Svade: clear A, and clear D for a store, are page faults and the entry is not written. */
    @Test
    void accessedAndDirty() {
        leaf(GOOD & ~A);
        supervisor().raises(13, this::load);
        leaf(GOOD & ~D);
        load();
        h.raises(15, this::store);
        assertEquals(pte(DATA, GOOD & ~D), h.ram.load(LEVEL0 + 24 - RAM, 8));
    }

    /** 4.4.1: bits 63:39 equal bit 38. */
    @Test
    void canonicalAddresses() {
        leaf(GOOD);
        supervisor().raises(13, () -> h.hart.memory().load64(VA | 1L << 39));
        h.raises(13, () -> h.hart.memory().load64(VA | -1L << 39));
    }

    /** Step 2: where a page table is no memory, or PMP forbids it, the original access has an access fault. */
    @Test
    void tablesThatCannotBeRead() {
        h.store(LEVEL1 + 16, pte(0x1000, V));
        supervisor().raises(5, this::load);
        h.raises(7, this::store);
        h.store(LEVEL1 + 16, pte(LEVEL0, V));
        leaf(GOOD);
        h.mode(M, false).write("pmpaddr0", LEVEL0 >>> 2 | 511).write("pmpcfg0", 0x18).mode(S, false).raises(5, this::load);
    }

    /** 8.5.1: second stage as for U-mode; the guest physical address is told, and the access's own cause. */
    @Test
    void guestPageFaults() {
        leaf(GOOD);
        guest();
        assertEquals(0x1122334455667788L, load());
        long entry = GUEST_LEVEL0 + 8 * 0x30;
        for (long flags : new long[] {GOOD, GOOD & ~V | USER, (GOOD | USER) & ~A, GOOD | USER | 1L << 58}) {
            h.store(entry, pte(DATA, flags));
            Trap trap = h.raises(21, this::load);
            assertEquals(VA, trap.value());
            assertEquals(DATA, trap.guestPhysical());
            assertTrue(trap.guestAddress());
            assertEquals(Trap.Instruction.TRANSFORMED, trap.instruction());
        }
        h.store(entry, pte(DATA, (GOOD | USER) & ~D));
        h.hart.memory().flush();
        load();
        h.raises(23, this::store);
    }

    /** 8.5.1: guest physical addresses have 41 bits; bit 40 is a good one. */
    @Test
    void guestPhysicalWidth() {
        guest();
        h.store(LEVEL0 + 24, pte(1L << 41, GOOD));
        assertEquals(1L << 41, h.raises(21, this::load).guestPhysical());
        h.store(GUEST_ROOT + 8 * 1024, pte(GUEST_LEVEL1, V));
        h.store(LEVEL0 + 24, pte(1L << 40 | 0x30000, GOOD));
        h.hart.memory().flush();
        assertEquals(0x1122334455667788L, load());
    }

    /** 8.6.3: a second-stage fault of the first stage's walk has the access's cause, the entry's address and the pseudo-instruction. */
    @Test
    void implicitAccess() {
        leaf(GOOD);
        guest();
        h.store(GUEST_LEVEL0 + 8 * 0x12, 0);
        Trap trap = h.raises(23, this::store);
        assertEquals(LEVEL0 + 24, trap.guestPhysical());
        assertEquals(Trap.Instruction.PAGE_TABLE_READ, trap.instruction());
        h.raises(20, () -> h.hart.memory().fetchPage(VA));
    }

    /** 8.2.4 of the instructions: HLV as the guest's load with SPVP, HLVX with execute in place of read. */
    @Test
    void guestAccessesFromHs() {
        leaf(GOOD | USER);
        guest();
        h.mode(S, false);
        h.s.hstatus &= ~(1 << 8);
        assertEquals(0x88, h.hart.memory().guestLoad(VA, 1, false));
        h.raises(13, () -> h.hart.memory().guestLoad(VA, 2, true));
        leaf(V | X | A | USER);
        assertEquals(0x7788, h.hart.memory().guestLoad(VA, 2, true));
        h.raises(13, () -> h.hart.memory().guestLoad(VA, 2, false));
        h.s.hstatus |= 1 << 8; // SPVP = 1: a U page needs vsstatus.SUM
        h.raises(13, () -> h.hart.memory().guestLoad(VA, 2, true));
    }

    /** 3.7.1: the lowest-numbered entry that matches any byte decides, and must match all. */
    @ParameterizedTest
    @CsvSource({"0x18, 5, 7", "0x19, 0, 7", "0x1B, 0, 0", "0x1C, 5, 7"})
    void pmp(String config, int loadCause, int storeCause) {
        h.write("pmpaddr0", DATA >>> 2 | 1).write("pmpcfg0", Long.decode(config)).mode(S, false); // 16 bytes
        check(loadCause, () -> h.hart.memory().load64(DATA));
        check(storeCause, () -> h.hart.memory().store64(DATA, 1));
        h.hart.memory().load64(DATA + 16);
        h.mode(M, false).hart.memory().load64(DATA); // not locked: M passes
    }

    private void check(int cause, Runnable access) {
        if (cause == 0) {
            access.run();
        } else {
            h.raises(cause, access);
        }
    }

    /** 3.7.1: an access that an entry matches in part fails, even in M-mode. */
    @Test
    void pmpPartialMatch() {
        h.write("pmpaddr0", DATA + 4 >>> 2).write("pmpcfg0", 0x17); // NA4
        h.raises(5, () -> h.hart.memory().load64(DATA));
        h.hart.memory().load32(DATA + 4);
    }

    /** Misaligned accesses: by configuration they trap before translation, or are done, each page with its own faults. */
    @Test
    void misaligned() {
        h.raises(4, () -> h.hart.memory().load32(DATA + 1));
        h.raises(6, () -> h.hart.memory().store16(DATA + 1, 0));
        TestHart handling = new TestHart(0, true);
        handling.store(RAM + 0x1FF8, 0x0102030405060708L);
        handling.store(RAM + 0x2000, 0x1112131415161718L);
        assertEquals(0x15161718_01020304L & 0xFFFFFFFFFFFFFFL, handling.hart.memory().load64(RAM + 0x1FFC) & 0xFFFFFFFFFFFFFFL);
        Trap trap = handling.raises(5, () -> handling.hart.memory().load64(RAM + (1 << 20) - 4));
        assertEquals(RAM + (1 << 20), trap.value(), "the part that faults");
        handling.raises(4, () -> handling.hart.memory().loadReserved(RAM + 1, 4)); // atomics always trap
    }
}

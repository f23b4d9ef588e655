package org.haiov.sim.golden.mmu;

import static org.haiov.sim.golden.TestHart.RAM;
import static org.haiov.sim.golden.TestHart.S;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.haiov.sim.golden.TestHart;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each fence forgets of the cached translations, and what stays (Privileged 4.2.1, 8.3.2). */
class FenceTest {
    private static final long SV39 = 8L << 60;
    private static final long LEAF = 0xCF;
    private static final long ROOT = RAM + 0x10000;
    private static final long LEVEL1 = RAM + 0x11000;
    private static final long LEVEL0 = RAM + 0x12000;
    private static final long OLD = RAM + 0x30000;
    private static final long NEW = RAM + 0x31000;
    /** Indices 1, 2, 3: a page. */
    private static final long PAGE = 1L << 30 | 2L << 21 | 3L << 12;
    /** Indices 1, 3: a superpage of 2 MiB. */
    private static final long SUPERPAGE = 1L << 30 | 3L << 21;
    private static final long ASID = 7;

    private final TestHart h = new TestHart();
    private final MemoryPort memory = h.hart.memory();

    @BeforeEach
    void tables() {
        h.store(ROOT + 8, pte(LEVEL1, 1));
        h.store(LEVEL1 + 16, pte(LEVEL0, 1));
        h.store(LEVEL1 + 24, pte(RAM, LEAF));
        h.store(LEVEL0 + 24, pte(OLD, LEAF));
        h.store(OLD, 1);
        h.store(NEW, 2);
        satp(ASID);
        h.mode(S, false);
        assertEquals(1, memory.load64(PAGE));
        assertEquals(1, memory.load64(SUPERPAGE + OLD - RAM));
        h.store(LEVEL0 + 24, pte(NEW, LEAF));
        h.store(LEVEL1 + 24, pte(LEVEL0, 1)); // where the superpage was, page 3 now is NEW and the others are nothing
        assertEquals(1, memory.load64(PAGE));
        assertEquals(1, memory.load64(SUPERPAGE + OLD - RAM));
    }

    private static long pte(long address, long flags) {
        return address >>> 12 << 10 | flags;
    }

    private void satp(long asid) {
        h.write("satp", SV39 | asid << 44 | ROOT >>> 12);
        memory.addressSpaceChanged();
    }

    private boolean pageForgotten() {
        return memory.load64(PAGE) == 2;
    }

    private boolean superpageForgotten() {
        try {
            return memory.load64(SUPERPAGE + OLD - RAM) != 1;
        } catch (org.haiov.sim.golden.state.Trap pageFault) {
            return true;
        }
    }

    private void expect(boolean page, boolean superpage) {
        assertEquals(page, pageForgotten(), "page");
        assertEquals(superpage, superpageForgotten(), "superpage");
    }

    @Test
    void ofAll() {
        memory.fence(false, false, 0, false, 0);
        expect(true, true);
    }

    @Test
    void ofAnAddress() {
        memory.fence(false, true, PAGE + 8, false, 0);
        expect(true, false);
    }

    @Test
    void ofAnotherAddress() {
        memory.fence(false, true, PAGE + 4096, false, 0);
        expect(false, false);
    }

    /** A leaf for a superpage is one leaf, whichever of its addresses is named. */
    @Test
    void ofAnotherAddressInTheSuperpage() {
        memory.fence(false, true, SUPERPAGE + 0x1FF000, false, 0);
        assertEquals(true, superpageForgotten());
    }

    @Test
    void ofAnAsid() {
        memory.fence(false, false, 0, true, ASID);
        expect(true, true);
    }

    @Test
    void ofAnotherAsid() {
        memory.fence(false, false, 0, true, ASID + 1);
        expect(false, false);
    }

    @Test
    void ofAnAddressUnderAnotherAsid() {
        memory.fence(false, true, PAGE, true, ASID + 1);
        expect(false, false);
    }

    /** Bits of rs2 beyond ASIDLEN are ignored. */
    @Test
    void ofAnAsidWithHighBits() {
        memory.fence(false, true, PAGE, true, ASID | 1L << 16);
        expect(true, false);
    }

    /** A switch to another address space and back forgets nothing; a fence of all reaches what is not present. */
    @Test
    void acrossAddressSpaces() {
        satp(ASID + 1);
        expect(true, true);
        satp(ASID);
        expect(false, false);
        satp(ASID + 1);
        memory.fence(false, false, 0, false, 0);
        satp(ASID);
        expect(true, true);
    }

    @Test
    void ofAnAsidThatIsNotPresent() {
        satp(ASID + 1);
        memory.fence(false, false, 0, true, ASID);
        satp(ASID);
        expect(true, true);
    }

    /** Beyond the number of address spaces that are kept the oldest is forgotten. */
    @Test
    void afterManyAddressSpaces() {
        for (int i = 1; i <= 8; i++) {
            satp(ASID + i);
        }
        satp(ASID);
        expect(true, true);
    }

    /** HFENCE.VVMA is about vsatp's address spaces. */
    @Test
    void ofGuestAddresses() {
        memory.fence(true, false, 0, true, ASID);
        expect(false, false);
    }
}

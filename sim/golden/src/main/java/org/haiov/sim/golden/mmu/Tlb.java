package org.haiov.sim.golden.mmu;

import java.util.Arrays;

/**
 * Cached translations of one hart under one address space (values of satp, vsatp and hgatp).
 *
 * <p>An entry stands for a 4-KiB page of RAM that may be read (or written) as a whole under one {@linkplain
 * org.haiov.sim.golden.state.HartState#dataRegime regime}. Its tag is the page's virtual address with the regime in bits 9:3; an address with
 * the bits below its size kept then fails to match when it is misaligned, so that one comparison decides. The page's index into RAM is the
 * address plus the entry's distance, which stands beside the tag.
 */
final class Tlb {
    static final int ENTRIES = 1024;
    static final int FETCH_ENTRIES = 256;
    private static final long EMPTY = 1L << 10;
    private static final long PAGE = -4096;

    final long[] reads = new long[2 * ENTRIES];
    final long[] writes = new long[2 * ENTRIES];
    final long[] fetchTags = new long[FETCH_ENTRIES];
    final CodePage[] fetchPages = new CodePage[FETCH_ENTRIES];

    Tlb() {
        flush();
    }

    /** Index of the tag in {@link #reads} or {@link #writes}; the distance follows it. */
    static int slot(long address) {
        return (int) (address >>> 11) & 2 * (ENTRIES - 1);
    }

    static int fetchSlot(long address) {
        return (int) (address >>> 12) & FETCH_ENTRIES - 1;
    }

    /** @param index of the page in RAM */
    static void fill(long[] entries, long address, long regime, long index) {
        int slot = slot(address);
        entries[slot] = address & PAGE | regime << 3;
        entries[slot + 1] = index - (address & PAGE);
    }

    void flush() {
        Arrays.fill(reads, EMPTY);
        Arrays.fill(writes, EMPTY);
        Arrays.fill(fetchTags, EMPTY);
    }

    /** The page with that index in RAM may no longer be written directly. */
    void forgetWrites(long index) {
        for (int i = 0; i < writes.length; i += 2) {
            if ((writes[i] & EMPTY) == 0 && (writes[i] & PAGE) + writes[i + 1] == index) {
                writes[i] = EMPTY;
            }
        }
    }
}

package org.haiov.sim.golden.mmu;

import java.util.Arrays;

/**
 * Cached translations of one hart under one address space: values of satp, vsatp and hgatp.
 *
 * <p>An entry stands for a 4-KiB page of RAM that may be read (or written) as a whole under one {@linkplain
 * org.haiov.sim.golden.state.HartState#dataRegime regime}. Its tag is the page's virtual address with the regime in bits 9:3; an address with
 * the bits below its size kept then fails to match when it is misaligned, so that one comparison decides. The page's index into RAM is the
 * address plus the entry's distance, which stands beside the tag. Entries for fetches lead to decoded pages.
 */
final class Tlb {
    static final int ENTRIES = 1024;
    static final int FETCH_ENTRIES = 256;
    private static final long EMPTY = 1L << 10;
    private static final long PAGE = -4096;
    private static final int MOST_SUPERPAGES = 16;

    final long[] reads = new long[2 * ENTRIES];
    final long[] writes = new long[2 * ENTRIES];
    final long[] fetchTags = new long[FETCH_ENTRIES];
    final CodePage[] fetchPages = new CodePage[FETCH_ENTRIES];
    /** The address space. */
    long satp;
    long vsatp;
    long hgatp;

    /** Superpages that entries are pieces of: address &gt;&gt; size &lt;&lt; 2 | level. */
    private final long[] superpages = new long[MOST_SUPERPAGES];
    /** How many; beyond the array's length there are too many to know. */
    private int superpageCount;

    Tlb() {
        flush();
    }

    /** Index of the tag in {@link #reads} or {@link #writes}; the distance follows it. */
    static int slot(long address) {
        return (int) (address >>> 11 ^ address >>> 20) & 2 * (ENTRIES - 1); // kernels have the same low bits in several places
    }

    static int fetchSlot(long address) {
        return (int) (address >>> 12 ^ address >>> 20) & FETCH_ENTRIES - 1;
    }

    /**
     * Fills {@link #reads} or {@link #writes}.
     *
     * @param index of the page in RAM
     * @param level of the leaf of the first stage: 0, or of a superpage 1 or 2
     */
    void fill(long[] entries, long address, int regime, long index, int level) {
        int slot = slot(address);
        entries[slot] = address & PAGE | (long) regime << 3;
        entries[slot + 1] = index - (address & PAGE);
        superpage(address, level);
    }

    void fillFetch(long pc, int regime, CodePage page, int level) {
        int slot = fetchSlot(pc);
        fetchTags[slot] = pc & PAGE | (long) regime << 3;
        fetchPages[slot] = page;
        superpage(pc, level);
    }

    private void superpage(long address, int level) {
        if (level == 0 || superpageCount > MOST_SUPERPAGES) {
            return;
        }
        long superpage = superpageOf(address, level);
        for (int i = 0; i < superpageCount; i++) {
            if (superpages[i] == superpage) {
                return;
            }
        }
        if (superpageCount < MOST_SUPERPAGES) {
            superpages[superpageCount] = superpage;
        }
        superpageCount++;
    }

    private static long superpageOf(long address, int level) {
        return address >> 12 + 9 * level << 2 | level;
    }

    void flush() {
        Arrays.fill(reads, EMPTY);
        Arrays.fill(writes, EMPTY);
        Arrays.fill(fetchTags, EMPTY);
        superpageCount = 0;
    }

    /** Forgets what the leaf for {@code address} has led to: one page, or a superpage in pieces. */
    void flush(long address) {
        if (superpageCount > MOST_SUPERPAGES) {
            flush();
            return;
        }
        for (int i = 0; i < superpageCount; i++) {
            if (superpages[i] == superpageOf(address, (int) superpages[i] & 3)) {
                flush();
                return;
            }
        }
        int slot = slot(address);
        reads[slot] = EMPTY;
        writes[slot] = EMPTY;
        fetchTags[fetchSlot(address)] = EMPTY;
    }

    /** The page with that index in RAM may no longer be written directly. */
    void forgetWrites(long index) {
        for (int i = 0; i < writes.length; i += 2) {
            if ((writes[i] & EMPTY) == 0 && (writes[i] & PAGE) + writes[i + 1] == index) {
                writes[i] = EMPTY;
            }
        }
    }

    void forget(CodePage page) {
        for (int i = 0; i < FETCH_ENTRIES; i++) {
            if (fetchPages[i] == page) {
                fetchTags[i] = EMPTY;
                fetchPages[i] = null;
            }
        }
    }
}

package org.haiov.sim.golden.mmu;

import org.haiov.sim.golden.isa.Decoded;

/** Decoded instructions of a physical page, one place for each halfword; an empty place is decoded when it is reached. */
public final class CodePage {
    public static final int PLACES = 2048;

    /** Physical address of the page. */
    public final long base;
    public final Decoded[] places = new Decoded[PLACES];

    CodePage(long base) {
        this.base = base;
    }

    /** Forgets what was decoded from the bytes from {@code offset} on, which were written. */
    void written(int offset, int length) {
        int first = Math.max(0, (offset >> 1) - 1); // a 4-byte instruction may begin one halfword before
        int last = offset + length - 1 >> 1;
        for (int i = first; i <= last; i++) {
            places[i] = null;
        }
    }
}

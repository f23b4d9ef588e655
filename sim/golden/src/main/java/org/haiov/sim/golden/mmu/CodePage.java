package org.haiov.sim.golden.mmu;

import java.util.Arrays;
import org.haiov.sim.golden.isa.Decoded;

/**
 * Decoded instructions of a physical page, one place for each halfword; an empty place is decoded when it is reached. Beside them stands
 * {@linkplain TranslatedCode translated code}, by the place it begins at.
 */
public final class CodePage {
    public static final int PLACES = 2048;

    private static final TranslatedCode[] NO_CODE = new TranslatedCode[PLACES];

    /** Physical address of the page. */
    public final long base;
    public final Decoded[] places = new Decoded[PLACES];
    /** To be read only; null for none. */
    public TranslatedCode[] code = NO_CODE;
    /** How often a place was jumped to while no translated code began there. */
    public final short[] heat = new short[PLACES];

    /** Places that translated code was made from, a bit each. */
    private final long[] covered = new long[PLACES / 64];
    private int dropped;
    private final Owner owner;
    private int patience;

    /** Told of what becomes of a page. */
    interface Owner {
        /** Translated code has become invalid. */
        void dropped();

        /** So much was written that the page may be one of data by now. */
        void crowded(CodePage page);
    }

    /** @param patience writes after which the page is crowded */
    CodePage(long base, Owner owner, int patience) {
        this.base = base;
        this.owner = owner;
        this.patience = patience;
    }

    /** @param from the places of the instructions that {@code translated} was made from */
    public void install(int place, TranslatedCode translated, int[] from) {
        if (code == NO_CODE) {
            code = new TranslatedCode[PLACES];
        }
        code[place] = translated;
        for (int i : from) {
            covered[i >> 6] |= 1L << i;
        }
    }

    /** How often translated code of this page has become invalid. */
    public int dropped() {
        return dropped;
    }

    /** Forgets what was made from the bytes from {@code offset} on, which were written. */
    void written(int offset, int length) {
        int first = Math.max(0, (offset >> 1) - 1); // a 4-byte instruction may begin one halfword before
        int last = offset + length - 1 >> 1;
        boolean translated = false;
        for (int i = first; i <= last; i++) {
            places[i] = null;
            translated |= (covered[i >> 6] >>> i & 1) != 0;
        }
        if (translated) {
            code = NO_CODE;
            Arrays.fill(covered, 0);
            Arrays.fill(heat, (short) 0);
            dropped++;
            owner.dropped();
        }
        if (--patience == 0) {
            owner.crowded(this);
        }
    }
}

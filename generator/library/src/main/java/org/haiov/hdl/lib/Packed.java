package org.haiov.hdl.lib;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** A bundle as a memory's word: its members side by side, the first the most significant. */
public final class Packed {
    private Packed() {
    }

    /** Bits of the word. */
    public static int width(Bundle bundle) {
        return Bundle.signals(bundle).stream().mapToInt(Bits::width).sum();
    }

    /** The word. */
    public static Bits of(Bundle bundle) {
        return Bits.cat(Bundle.signals(bundle));
    }

    /** Drives all members of the bundle from a word. */
    public static void set(Bundle bundle, Bits word) {
        int next = word.width() - 1;
        for (Signal member : Bundle.signals(bundle)) {
            member.set(word.slice(next, next - member.width() + 1));
            next -= member.width();
        }
    }
}

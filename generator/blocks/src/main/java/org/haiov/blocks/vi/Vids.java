package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;

/** Where a VID's bit is in the bit maps: word VID / 64, bit VID mod 64. */
final class Vids {
    private Vids() {
    }

    static Bits word(Bits vid, ViConfig c) {
        return c.words() == 1 ? Bits.lit(0, 1) : vid.slice(c.vidBits() - 1, c.bitIndexBits());
    }

    static Bits bit(Bits vid, ViConfig c) {
        return vid.low(c.bitIndexBits());
    }
}

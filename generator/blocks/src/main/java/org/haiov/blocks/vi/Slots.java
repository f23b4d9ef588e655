package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;

/** Slot numbers: 6 bits on the link and in registers, log2(slots) inside. */
final class Slots {
    private Slots() {
    }

    /** The bits of a 6-bit slot number that the configuration keeps. */
    static Bits stored(Bits slot, ViConfig c) {
        return c.slots() == 1 ? Bits.lit(0, 1) : slot.low(c.slotBits());
    }

    /** Whether a 6-bit slot number exists. */
    static Bits exists(Bits slot, ViConfig c) {
        int kept = Integer.numberOfTrailingZeros(c.slots());
        return kept == slot.width() ? Bits.lit(true) : slot.slice(slot.width() - 1, kept).isZero();
    }
}

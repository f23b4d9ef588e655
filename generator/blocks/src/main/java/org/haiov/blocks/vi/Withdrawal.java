package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * What a register write takes back from the harts: a VID that was masked, the VIDs of a slot that is drained, or the VIDs whose
 * pending bits are cleared.
 */
record Withdrawal(Signal mask, Signal vid, Signal drain, Signal slot, Signal clear, Signal word, Signal bits) implements Bundle {
    static Withdrawal shape(ViConfig c) {
        return new Withdrawal(Signal.of(1), Signal.of(c.vidBits()), Signal.of(1), Signal.of(c.slotBits()), Signal.of(1),
                Signal.of(c.wordIndexBits()), Signal.of(c.wordBits()));
    }

    /** Whether it takes the VID of this slot back. */
    Bits takes(Bits itsVid, Bits itsSlot, ViConfig c) {
        return mask.and(itsVid.eq(vid)).or(drain.and(itsSlot.eq(slot))).or(clears(itsVid, c));
    }

    /** Whether it ends the VID's being pending. */
    Bits clears(Bits itsVid, ViConfig c) {
        Bits hit = clear.and(bits.bit(Vids.bit(itsVid, c)));
        return c.words() == 1 ? hit : hit.and(Vids.word(itsVid, c).eq(word));
    }
}

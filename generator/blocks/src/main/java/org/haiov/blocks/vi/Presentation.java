package org.haiov.blocks.vi;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** The decision of a cycle: a VID goes to a hart. {@code hart} has one bit for each; {@code user}: level 1, else 0. */
record Presentation(Signal valid, Signal hart, Signal user, Signal vid, Signal slot, Signal priority) implements Bundle {
    static Presentation shape(ViConfig c) {
        return new Presentation(Signal.of(1), Signal.of(c.harts()), Signal.of(1), Signal.of(c.vidBits()), Signal.of(c.slotBits()),
                Signal.of(ViConfig.PRIORITY_BITS));
    }
}

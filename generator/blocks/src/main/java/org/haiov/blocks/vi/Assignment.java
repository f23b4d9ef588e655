package org.haiov.blocks.vi;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** A VID given to a presenter. */
record Assignment(Signal valid, Signal vid, Signal slot, Signal priority) implements Bundle {
    static Assignment shape(ViConfig c) {
        return new Assignment(Signal.of(1), Signal.of(c.vidBits()), Signal.of(c.slotBits()), Signal.of(ViConfig.PRIORITY_BITS));
    }
}

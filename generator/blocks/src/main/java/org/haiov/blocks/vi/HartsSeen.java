package org.haiov.blocks.vi;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** What the harts are doing, registered: one bit for each hart. See {@link Router} for the members. */
record HartsSeen(Signal enabled, Signal inUser, Signal idle, Signal accepts) implements Bundle {
    static HartsSeen shape(ViConfig c) {
        return new HartsSeen(Signal.of(c.harts()), Signal.of(c.harts()), Signal.of(c.harts()), Signal.of(c.harts()));
    }
}

package org.haiov.blocks.vi;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** A VID that may be presented, with what of its config the choice of a hart needs. {@code user}: level 1, else level 0. */
record Candidate(Signal vid, Signal user, Signal priority, Signal slot, Signal home, Signal affinity) implements Bundle {
    static Candidate shape(ViConfig c) {
        return new Candidate(Signal.of(c.vidBits()), Signal.of(1), Signal.of(ViConfig.PRIORITY_BITS), Signal.of(c.slotBits()),
                Signal.of(3), Signal.of(c.harts()));
    }

    /** Drives all members from a VID and its config. */
    void from(Signal newVid, Delivery config) {
        vid.set(newVid);
        user.set(config.level().eq(ViConfig.USER));
        priority.set(config.priority());
        slot.set(config.slot());
        home.set(config.home());
        affinity.set(config.affinity());
    }
}

package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * Of a VID's config what decides whether and to which hart it goes.
 *
 * @param home may name a hart outside the affinity mask or none at all
 * @param affinity one bit for each hart that there is
 * @param context ctx[v].suatp has MODE 8; not part of the register
 */
record Delivery(Signal valid, Signal mask, Signal level, Signal priority, Signal slot, Signal home, Signal affinity,
        Signal context) implements Bundle {
    static Delivery shape(ViConfig c) {
        return new Delivery(Signal.of(1), Signal.of(1), Signal.of(2), Signal.of(ViConfig.PRIORITY_BITS), Signal.of(c.slotBits()),
                Signal.of(3), Signal.of(c.harts()), Signal.of(1));
    }

    /** Whether a pending VID of this config may go to a hart at all, as far as config says. VS level comes with the hart. */
    Bits deliverable() {
        return valid.and(mask.not()).and(level.eq(ViConfig.SUPERVISOR).or(level.eq(ViConfig.USER).and(context)));
    }
}

package org.haiov.blocks.vi;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * What one presenter of one hart has in hand.
 *
 * @param busy it has {@code vid}, which is not to be presented a second time
 * @param pending the VID's pending bit is kept here, at the beginning of the cycle
 * @param pendingStill as {@code pending}, with this cycle's event of the hart counted
 * @param presented the hart has it presented (being withdrawn included)
 * @param running its handler runs or is parked
 */
record Holding(Signal vid, Signal busy, Signal pending, Signal pendingStill, Signal presented, Signal running)
        implements Bundle {
    static Holding shape(ViConfig c) {
        return new Holding(Signal.of(c.vidBits()), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1));
    }
}

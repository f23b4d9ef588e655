package org.haiov.blocks.fetch;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * W's order to fetch from elsewhere: traps, returns, and whatever makes what is behind it out of date.
 *
 * @param valid 1
 * @param pc 64
 * @param invalidate 1: FENCE.I
 */
public record Restart(Signal valid, Signal pc, Signal invalidate) implements Bundle {
    /** The shape. */
    public static Restart shape() {
        return new Restart(Signal.of(1), Signal.of(64), Signal.of(1));
    }
}

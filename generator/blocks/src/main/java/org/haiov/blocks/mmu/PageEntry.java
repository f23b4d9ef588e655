package org.haiov.blocks.mmu;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * Where a 4 KiB page leads and what may be done with it, after all stages, PMP and PMA.
 *
 * @param page physical page number
 * @param read loads
 * @param write stores; only with D set
 * @param execute fetches, HLVX; loads with MXR are never concluded from it
 * @param user the first stage's U (1 without a first stage and with privilege U)
 * @param device not cacheable; loads and stores only
 */
public record PageEntry(Signal page, Signal read, Signal write, Signal execute, Signal user, Signal device) implements Bundle {
    /** The shape. */
    public static PageEntry shape(HartConfig c) {
        return new PageEntry(Signal.of(c.pageNumberBits()), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1));
    }
}

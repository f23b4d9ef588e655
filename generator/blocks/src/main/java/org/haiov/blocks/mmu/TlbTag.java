package org.haiov.blocks.mmu;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * Whose address it is, as TLB entries are tagged.
 *
 * @param machine as in {@link Regime}
 * @param virtual as in {@link Regime}
 * @param first the first stage (S or VS) translates
 * @param guest the G-stage translates
 * @param asid of satp or vsatp; 0 where the first stage does not translate
 * @param vmid of hgatp; 0 where {@code virtual} is 0 (with V=1 and hgatp Bare it counts all the same, P 8.2.10)
 */
public record TlbTag(Signal machine, Signal virtual, Signal first, Signal guest, Signal asid, Signal vmid) implements Bundle {
    /** The shape. */
    public static TlbTag shape(HartConfig c) {
        return new TlbTag(Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(c.asidBits()), Signal.of(c.vmidBits()));
    }
}

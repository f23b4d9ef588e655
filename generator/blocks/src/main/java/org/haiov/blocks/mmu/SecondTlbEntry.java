package org.haiov.blocks.mmu;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * A word of the second-level TLB. Entries of M are not kept.
 *
 * @param page 30: bits 41 to 12 of the address; those above are all equal to bit 41
 * @param virtual this and the next as in {@link TlbTag}
 * @param size level of the first stage's leaf that it was made from
 */
record SecondTlbEntry(Signal valid, Signal page, Signal virtual, Signal first, Signal guest, Signal asid, Signal vmid, Signal size,
        PageEntry entry) implements Bundle {
    static final int PAGE_BITS = HartConfig.GUEST_PHYSICAL_BITS + 1 - HartConfig.PAGE_BITS;

    static SecondTlbEntry shape(HartConfig c) {
        return new SecondTlbEntry(Signal.of(1), Signal.of(PAGE_BITS), Signal.of(1), Signal.of(1), Signal.of(1),
                Signal.of(c.asidBits()), Signal.of(c.vmidBits()), Signal.of(2), PageEntry.shape(c));
    }
}

package org.haiov.blocks.mmu;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;
import org.haiov.hdl.lib.Packed;

/** What the G-stage makes of a guest-physical page, as it is cached. */
record GuestPage(Signal page, PageRights rights) implements Bundle {
    /** Bits of a guest-physical page number (P 8.5.1). */
    static final int NUMBER_BITS = HartConfig.GUEST_PHYSICAL_BITS - HartConfig.PAGE_BITS;

    static GuestPage shape(HartConfig c) {
        return new GuestPage(Signal.of(c.pageNumberBits()), PageRights.shape());
    }
}

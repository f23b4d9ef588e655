package org.haiov.blocks.core;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * An exception on its way to W.
 *
 * @param valid 1
 * @param cause 6
 * @param guestVirtual 1: GVA
 * @param guestPhysical 62: guest-physical address shifted right by 2, or 0
 * @param implicit 1: xtinst is that of a page-table read
 */
record Problem(Signal valid, Signal cause, Signal guestVirtual, Signal guestPhysical, Signal implicit) implements Bundle {
    static Problem shape() {
        return new Problem(Signal.of(1), Signal.of(6), Signal.of(1), Signal.of(org.haiov.blocks.mmu.TranslationFault.GUEST_ADDRESS_BITS),
                Signal.of(1));
    }

    /** No problem. */
    void none() {
        Bundle.signals(this).forEach(s -> s.set(0));
    }

    /** An exception whose xtval is no address. */
    void raise(Bits code) {
        none();
        valid.set(1);
        cause.set(code);
    }
}

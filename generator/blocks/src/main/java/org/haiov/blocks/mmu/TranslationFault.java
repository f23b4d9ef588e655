package org.haiov.blocks.mmu;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * A fault of a translation.
 *
 * @param cause exception code
 * @param guestAddress guest-physical address shifted right by 2, for htval or mtval2; 0 unless a guest-page fault
 * @param implicit a guest-page fault of a first-stage PTE's address: xtinst is 0x3000 (P 8.6.3); otherwise of the access itself
 */
public record TranslationFault(Signal cause, Signal guestAddress, Signal implicit) implements Bundle {
    /** The shape. */
    public static TranslationFault shape() {
        return new TranslationFault(Signal.of(6), Signal.of(HartConfig.GUEST_PHYSICAL_BITS - 2), Signal.of(1));
    }
}

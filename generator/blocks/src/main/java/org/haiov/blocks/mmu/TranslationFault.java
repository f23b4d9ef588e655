package org.haiov.blocks.mmu;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * A fault of a translation.
 *
 * @param cause exception code
 * @param guestAddress 62: guest-physical address shifted right by 2, for htval or mtval2; 0 unless a guest-page fault. All bits, since an
 *     address beyond the 41 that may be translated is one reason of such a fault
 * @param implicit a guest-page fault of a first-stage PTE's address: xtinst is 0x3000 (P 8.6.3); otherwise of the access itself
 */
public record TranslationFault(Signal cause, Signal guestAddress, Signal implicit) implements Bundle {
    /** Bits of a guest-physical address, whatever the guest makes of it, without its two lowest. */
    public static final int GUEST_ADDRESS_BITS = 62;

    /** The shape. */
    public static TranslationFault shape() {
        return new TranslationFault(Signal.of(6), Signal.of(GUEST_ADDRESS_BITS), Signal.of(1));
    }
}

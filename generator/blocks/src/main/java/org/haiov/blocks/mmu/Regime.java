package org.haiov.blocks.mmu;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * With whose eyes an address is looked at: everything besides the address spaces that decides about a translation. Registers of the CSR unit,
 * which change only while nothing is under way.
 *
 * @param machine privilege M: no translation, PMP as for M
 * @param virtual two-stage translation: V=1, or HLV, HSV, or MPRV with MPV
 * @param user effective privilege U (VU)
 * @param sum S may reach pages of U: sstatus.SUM, with {@code virtual} vsstatus.SUM
 * @param executableReadable MXR of the first stage: sstatus.MXR, with {@code virtual} or'ed with vsstatus.MXR (P 8.2.9)
 * @param guestExecutableReadable MXR of the G-stage: sstatus.MXR
 */
public record Regime(Signal machine, Signal virtual, Signal user, Signal sum, Signal executableReadable, Signal guestExecutableReadable)
        implements Bundle {
    /** The shape. */
    public static Regime shape() {
        return new Regime(Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1));
    }
}

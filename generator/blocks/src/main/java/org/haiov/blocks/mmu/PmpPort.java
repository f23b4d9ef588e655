package org.haiov.blocks.mmu;

import static org.haiov.hdl.Bundle.flip;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * The CSR unit's access to the PMP registers, seen from the CSR unit. A register is named by the low five bits of its CSR's number: 0 and 2
 * are pmpcfg0 and pmpcfg2, 16 to 31 pmpaddr0 to 15. A write that changes anything is followed by a fence of {@link FenceKind#ALL}.
 *
 * @param readNumber 5
 * @param readData 64, combinational, driven by the registers
 * @param write 1
 * @param writeNumber 5
 * @param writeData 64
 */
public record PmpPort(Signal readNumber, Signal readData, Signal write, Signal writeNumber, Signal writeData) implements Bundle {
    /** The shape. */
    public static PmpPort shape() {
        return new PmpPort(Signal.of(5), flip(Signal.of(64)), Signal.of(1), Signal.of(5), Signal.of(64));
    }
}

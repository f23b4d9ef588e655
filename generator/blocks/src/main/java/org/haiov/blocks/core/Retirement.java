package org.haiov.blocks.core;

import org.haiov.blocks.mmu.TranslationFault;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * What W does in this cycle, in the style of the RISC-V Formal Interface. Costs nothing when left unconnected.
 *
 * @param valid 1: an instruction retires, or a trap is taken in its place
 * @param pc 64
 * @param instruction 32: as in memory; 16 bits where compressed
 * @param privilege 2: before it
 * @param virtual 1: before it
 * @param rd 5: the register written, or 0
 * @param value 64: what it gets
 * @param csrWrite 1
 * @param csrAddress 12: after substitution
 * @param csrData 64: what is written, before the CSR's own rules
 * @param access 1: a load, store or atomic that was performed
 * @param address 64: virtual
 * @param physical its physical address
 * @param data 64: rs2
 * @param trap 1: a trap is taken
 * @param cause 7: bit 6 an interrupt, then the code as the handler sees it
 * @param trapValue 64: xtval of an exception
 * @param guestAddress 62: guest-physical address of a guest-page fault, shifted right by 2
 * @param pending 12: mip
 */
public record Retirement(Signal valid, Signal pc, Signal instruction, Signal privilege, Signal virtual, Signal rd, Signal value,
        Signal csrWrite, Signal csrAddress, Signal csrData, Signal access, Signal address, Signal physical, Signal data, Signal trap,
        Signal cause, Signal trapValue, Signal guestAddress, Signal pending) implements Bundle {
    /** The shape. */
    public static Retirement shape(int physicalBits) {
        return new Retirement(Signal.of(1), Signal.of(64), Signal.of(32), Signal.of(2), Signal.of(1), Signal.of(5), Signal.of(64),
                Signal.of(1), Signal.of(12), Signal.of(64), Signal.of(1), Signal.of(64), Signal.of(physicalBits), Signal.of(64), Signal.of(1),
                Signal.of(7), Signal.of(64), Signal.of(TranslationFault.GUEST_ADDRESS_BITS), Signal.of(12));
    }
}

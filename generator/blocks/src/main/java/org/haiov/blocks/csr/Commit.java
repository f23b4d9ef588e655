package org.haiov.blocks.csr;

import org.haiov.blocks.mmu.TranslationFault;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * What W asks of the CSR unit, all in its one cycle.
 *
 * @param valid 1: an instruction is in W
 * @param pc 64
 * @param next 64: where its successor is
 * @param csrWrite 1: write {@code csrData} to {@code csrAddress} (after substitution)
 * @param exception 1: it does not retire but traps
 * @param interrupt 1: it only carries an interrupt
 * @param cause 6: of the exception
 * @param value 64: xtval
 * @param guestVirtual 1: {@code value} is a guest virtual address (GVA)
 * @param guestPhysical 62: for xtval2 and htval
 * @param trapInstruction 32: for xtinst
 * @param machineReturn 1: MRET
 * @param supervisorReturn 1: SRET
 * @param refetch 1: what is behind is fetched anew
 * @param invalidate 1: FENCE.I
 */
public record Commit(Signal valid, Signal pc, Signal next, Signal csrWrite, Signal csrAddress, Signal csrData, Signal exception,
        Signal interrupt, Signal cause, Signal value, Signal guestVirtual, Signal guestPhysical, Signal trapInstruction, Signal machineReturn,
        Signal supervisorReturn, Signal refetch, Signal invalidate) implements Bundle {
    /** The shape. */
    public static Commit shape() {
        return new Commit(Signal.of(1), Signal.of(64), Signal.of(64), Signal.of(1), Signal.of(12), Signal.of(64), Signal.of(1), Signal.of(1),
                Signal.of(6), Signal.of(64), Signal.of(1), Signal.of(TranslationFault.GUEST_ADDRESS_BITS), Signal.of(32), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1));
    }
}

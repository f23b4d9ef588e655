package org.haiov.sim.golden.hart;

import java.util.List;
import org.haiov.sim.golden.hcs.ContextSwitch;
import org.haiov.sim.golden.isa.Decoded;

/**
 * What one step of a hart did.
 *
 * @param hart its number
 * @param kind what happened
 * @param pc of the instruction; of the interrupted one for an interrupt
 * @param privilege before the step
 * @param virtual virtualization mode before the step
 * @param instruction null for an interrupt, in WFI, and where the fetch faulted
 * @param rd register written, 0 for none
 * @param value its new value
 * @param accesses loads and stores, in order
 * @param csrs CSRs that a CSR instruction wrote
 * @param trap what was taken; null for none
 * @param nextPc where the hart goes on
 * @param change what became of the handler of a user VI
 */
public record Retirement(int hart, Kind kind, long pc, int privilege, boolean virtual, Decoded instruction, int rd, long value,
        List<Access> accesses, List<CsrWrite> csrs, Taken trap, long nextPc, ContextSwitch.Change change) {
    public enum Kind {
        /** An instruction retired. */
        RETIRED,
        /** An instruction raised an exception and did nothing else. No trap is taken where it stopped the handler of a user VI. */
        EXCEPTION,
        /** An interrupt was taken. */
        INTERRUPT,
        /** Between two instructions the handler of a user VI was entered, or ran out of its limit. */
        SWITCH,
        /** The hart waits in WFI. */
        WAITING
    }

    /**
     * An explicit access to memory.
     *
     * @param address virtual
     * @param physical first byte
     * @param size bytes
     * @param value zero-extended
     */
    public record Access(boolean store, long address, long physical, int size, long value) {}

    /** @param value what the CSR reads after the write */
    public record CsrWrite(int address, long value) {}

    /**
     * @param cause xcause
     * @param value xtval
     * @param privilege of the handler
     * @param virtual virtualization mode of the handler
     */
    public record Taken(long cause, long value, int privilege, boolean virtual) {}
}

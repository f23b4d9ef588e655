package org.haiov.sim.golden.state;

/**
 * A synchronous exception on its way from where it is found to where it is taken. One object for each hart, filled anew each time: it is
 * control flow, and has no stack trace.
 */
public final class Trap extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** How mtinst or htinst is made (Privileged 8.6.3). */
    public enum Instruction {
        /** 0. */
        NONE,
        /** The trapping load, store, atomic or HLV/HSV instruction, transformed. */
        TRANSFORMED,
        /** Pseudo-instruction: read of a 64-bit VS-stage page-table entry. */
        PAGE_TABLE_READ
    }

    private int cause;
    private long value;
    private boolean guestAddress;
    private long guestPhysical;
    private Instruction instruction;
    private int offset;

    public Trap() {
        super(null, null, false, false);
    }

    /** An exception whose xtval is no address. */
    public Trap of(int cause, long value) {
        return of(cause, value, false, 0, Instruction.NONE, 0);
    }

    /**
     * An exception of an access.
     *
     * @param address xtval
     * @param guestAddress whether it is a guest virtual address (GVA)
     * @param guestPhysical guest physical address of a guest-page fault, else 0
     * @param offset bytes from the address of the instruction's access to {@code address}
     */
    public Trap of(int cause, long address, boolean guestAddress, long guestPhysical, Instruction instruction, int offset) {
        this.cause = cause;
        this.value = address;
        this.guestAddress = guestAddress;
        this.guestPhysical = guestPhysical;
        this.instruction = instruction;
        this.offset = offset;
        return this;
    }

    public int cause() {
        return cause;
    }

    /** For xtval. */
    public long value() {
        return value;
    }

    public boolean guestAddress() {
        return guestAddress;
    }

    /** Guest physical address, not yet shifted. */
    public long guestPhysical() {
        return guestPhysical;
    }

    public Instruction instruction() {
        return instruction;
    }

    public int offset() {
        return offset;
    }

    @Override
    public String getMessage() {
        return Cause.name(cause) + ", value 0x" + Long.toHexString(value);
    }
}

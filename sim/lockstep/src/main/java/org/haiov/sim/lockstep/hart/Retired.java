package org.haiov.sim.lockstep.hart;

/**
 * A retirement of the engine, see {@link org.haiov.blocks.core.Retirement}.
 *
 * @param hart its number
 * @param cycle in which it was in W
 * @param instruction as in memory
 * @param value of rd, or xtval of a trap
 * @param cause bit 6 an interrupt, then the code as the handler sees it
 * @param address of an access, or what is written to a CSR
 */
public record Retired(int hart, long cycle, long pc, int instruction, int privilege, boolean virtual, int rd, long value, boolean csrWrite,
        int csrAddress, boolean access, long address, long physical, long data, boolean trap, int cause, long guestAddress, int pending) {
    private static final int INTERRUPT = 64;

    public boolean interrupt() {
        return trap && cause >= INTERRUPT;
    }

    /** The cause without the mark of interrupts. */
    public int code() {
        return cause & INTERRUPT - 1;
    }

    /** What is compared with the golden model's step, as text. */
    @Override
    public String toString() {
        return "cycle " + cycle + " hart " + hart + " " + mode() + " pc " + hex(pc) + " (" + hex(instruction & 0xFFFFFFFFL) + ")" + effect();
    }

    private String mode() {
        return (virtual ? "V" : "") + "US?M".charAt(privilege);
    }

    private String effect() {
        if (trap) {
            return (interrupt() ? " interrupt " : " exception ") + code() + (interrupt() ? "" : " value " + hex(value));
        }
        StringBuilder text = new StringBuilder();
        if (rd != 0) {
            text.append(" x").append(rd).append('=').append(hex(value));
        }
        if (access) {
            text.append(" at ").append(hex(address)).append(" (").append(hex(physical)).append(") data ").append(hex(data));
        }
        if (csrWrite) {
            text.append(" csr ").append(hex(csrAddress)).append(" written ").append(hex(address));
        }
        return text.toString();
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}

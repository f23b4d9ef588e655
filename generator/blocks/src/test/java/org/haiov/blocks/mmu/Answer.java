package org.haiov.blocks.mmu;

/**
 * What the MMU said: an entry or a fault, whose parts are 0 where they do not apply.
 *
 * @param cycles from the question's first cycle to the answer's, both counted
 * @param reads of memory
 */
public record Answer(boolean failed, long page, boolean read, boolean write, boolean execute, boolean user, boolean device, int cause,
        long guestAddress, boolean implicit, int cycles, int reads) {
    /** {@code page rwxud} or {@code fault cause ...}, for comparison by eye. */
    @Override
    public String toString() {
        return failed ? "fault " + cause + (guestAddress != 0 ? " guest 0x" + Long.toHexString(guestAddress << 2) : "")
                + (implicit ? " implicit" : "")
                : "0x" + Long.toHexString(page << 12) + " " + (read ? "r" : "-") + (write ? "w" : "-") + (execute ? "x" : "-")
                        + (user ? "u" : "-") + (device ? "d" : "-");
    }
}

package org.haiov.verification.differential;

import org.haiov.sim.golden.mmu.Access;

/**
 * What the manual says of one access, as {@link Manual} finds it.
 *
 * @param stage where it was decided
 * @param level of the entry; -1 where there is none
 * @param step what was wrong; {@link Step#OK} where nothing was
 * @param physical physical address where it is allowed, guest physical address where G-stage translation failed, else 0
 */
record Walk(Stage stage, int level, Step step, long physical) {
    /** Whose translation or check. */
    enum Stage {
        /** No translation. */
        NONE,
        /** satp's, of addresses that are not translated again. */
        S,
        /** vsatp's. */
        VS,
        /** hgatp's, of the address that the first stage gives. */
        G,
        /** hgatp's, of the address of an entry of the first stage. */
        WALK,
        /** Physical memory protection of the access itself. */
        PMP
    }

    /** Steps of P 4.3.2 in their order, those of 8.5.1 with them; each but the last is a fault. */
    enum Step {
        ADDRESS, TABLE, INVALID, WRITE_ONLY, RESERVED, POINTER_BITS, NO_LEAF, USER, SUPERVISOR, READ, WRITE, EXECUTE, MISALIGNED, ACCESSED, DIRTY, REFUSED, OK;

        boolean accessFault() {
            return this == TABLE || this == REFUSED;
        }
    }

    /** The exception's code; 0 for none. */
    int cause(Access access) {
        if (step == Step.OK) {
            return 0;
        }
        int kind = step.accessFault() ? 0 : stage == Stage.G || stage == Stage.WALK ? 2 : 1;
        return switch (access) {
            case FETCH -> new int[] {1, 12, 20}[kind];
            case LOAD -> new int[] {5, 13, 21}[kind];
            case STORE -> new int[] {7, 15, 23}[kind];
        };
    }
}

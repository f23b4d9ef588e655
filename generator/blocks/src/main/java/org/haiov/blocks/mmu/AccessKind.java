package org.haiov.blocks.mmu;

/** Why an address is translated; decides the permission asked for and the cause of a fault. */
public enum AccessKind {
    /** Needs X; causes 1, 12, 20. */
    FETCH,
    /** Needs R, or X with MXR; causes 5, 13, 21. LR too. */
    LOAD,
    /** Needs W and D; causes 7, 15, 23. SC and AMO too. */
    STORE,
    /** HLVX: needs X in place of R in both stages; causes 5, 13, 21 (P 8.2.4 of the instructions). */
    LOAD_EXECUTABLE
}

package org.haiov.verification.differential;

/** Where things stand in the image; the same numbers as in software/tests/differential/differential.h. */
final class Layout {
    static final long HEADER = 0x801FF000L;
    static final long SLOTS = 0x80200000L;
    static final int SLOT_SIZE = 0x20000;
    static final int CODE_END = 0x2000;
    static final int END = 0x1FF8;
    /** What the prologue of a phase loads: a block for each. */
    static final int PHASES = 0x2000;
    static final int PHASE_SIZE = 0x400;
    static final int TRAP_PAGE = 0x3000;
    static final int DATA = 0x4000;
    static final int DATA_SIZE = 0x4000;
    /** Root, level 1 and level 0 of the first stage. */
    static final int TABLES = 0x8000;
    /** Root (16 KiB), level 1 and level 0 of the second stage. */
    static final int GUEST_TABLES = 0xC000;
    static final int TABLES_END = 0x12000;
    static final int RESULTS = 0x14000;

    // Doublewords of the results.
    static final int TRAPS = 0;
    static final int ENDED = 1;
    static final int REGISTERS = 2;
    static final int CSRS = 34;
    static final int RECORDS = 64;
    static final int RECORD = 16;
    static final int MAX_TRAPS = 370;
    static final int PROBE = 5984;

    static final int PHASE_END = 0xFFFFFFFF;
    /** Where no device and no memory is, on the golden model and on QEMU. */
    static final long NOWHERE = 0x18000000L;

    private Layout() {}
}

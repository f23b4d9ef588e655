package org.haiov.verification.differential;

/** Where things stand in the image; the same numbers as in software/tests/differential/differential.h. */
final class Layout {
    static final long HEADER = 0x801FF000L;
    static final long SLOTS = 0x80200000L;
    static final int SLOT_SIZE = 0x20000;
    static final int END = 0x1FF8;
    static final int REGISTERS = 0x2000;
    static final int TRAP_PAGE = 0x3000;
    static final int DATA = 0x4000;
    static final int DATA_SIZE = 0x4000;
    /** Root, level 1 and level 0 of the first stage. */
    static final int TABLES = 0x8000;
    /** Root (16 KiB), level 1 and level 0 of the second stage. */
    static final int GUEST_TABLES = 0xC000;

    private Layout() {}
}

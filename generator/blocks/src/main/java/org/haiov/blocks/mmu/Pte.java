package org.haiov.blocks.mmu;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * What counts of a page-table entry (P 4.4.1); both stages have the same format.
 *
 * @param reserved any bit of 63 (Svnapot), 62:61 (Svpbmt), 60:54 is set, none of which is there; bit 58 not counted
 * @param mmio bit 58, reserved too unless Xhaiov gives it a meaning
 * @param page PPN
 */
record Pte(Signal reserved, Signal mmio, Signal page, Signal dirty, Signal accessed, Signal user, Signal execute, Signal write, Signal read,
        Signal valid) implements Bundle {
    private static final int MMIO = 58;

    static Pte shape() {
        return new Pte(Signal.of(1), Signal.of(1), Signal.of(Pma.PAGE_NUMBER_BITS), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1),
                Signal.of(1), Signal.of(1), Signal.of(1));
    }

    /** Drives all members from a word of memory. */
    void from(Bits word) {
        reserved.set(word.slice(63, MMIO + 1).any().or(word.slice(MMIO - 1, 54).any()));
        mmio.set(word.bit(MMIO));
        page.set(word.slice(53, 10));
        dirty.set(word.bit(7));
        accessed.set(word.bit(6));
        user.set(word.bit(4));
        execute.set(word.bit(3));
        write.set(word.bit(2));
        read.set(word.bit(1));
        valid.set(word.bit(0));
    }

    /** Points to the next table, if it is valid. */
    Bits isPointer() {
        return read.or(execute).not();
    }
}

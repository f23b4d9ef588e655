package org.haiov.sim.golden.csr;

import org.haiov.sim.golden.state.HartOptions;

/** Rules that several registers share: what a write of {@code value} makes of {@code old}. */
final class Warl {
    private static final long PPN = (1L << 44) - 1;

    private Warl() {}

    static long masked(long old, long value, long writable) {
        return old & ~writable | value & writable;
    }

    /** mtvec, stvec, vstvec (P 3.1.7): direct and vectored; a write with a reserved MODE changes nothing. */
    static long vector(long old, long value) {
        return (value & 3) < 2 ? value : old;
    }

    /** mepc, sepc, vsepc (P 3.1.14): bit 0 is 0. */
    static long pc(long value) {
        return value & ~1L;
    }

    /** satp, vsatp (P 4.1.11): Bare and Sv39; a write with another MODE changes nothing. */
    static long satp(long old, long value, HartOptions options) {
        if (value >>> 60 != 0 && value >>> 60 != 8) {
            return old;
        }
        return value & (0xFL << 60 | (1L << options.asidBits()) - 1 << 44 | PPN);
    }

    /** hgatp (P 8.2.10): Bare and Sv39x4, whose root is aligned to 16 KiB; a write with another MODE changes nothing. */
    static long hgatp(long old, long value, HartOptions options) {
        if (value >>> 60 != 0 && value >>> 60 != 8) {
            return old;
        }
        return value & (0xFL << 60 | (1L << options.vmidBits()) - 1 << 44 | PPN & ~3L);
    }
}

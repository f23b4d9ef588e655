package org.haiov.sim.golden.csr;

import org.haiov.sim.golden.state.Cause;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Interrupt;
import org.haiov.sim.golden.state.Status;

/** Machine-level CSRs but for interrupts, counters and PMP (P 3.1). */
final class MachineCsrs {
    /** Exceptions that may be delegated to HS: all that occur below M (P 3.1.8); bit 11, ecall from M, is read-only zero. */
    private static final long DELEGABLE = 0xB7FF;
    private static final long DELEGABLE_GUEST = 0xF0_0000;
    private static final long DELEGATED_XHAIOV = 1L << Cause.LOAD_MMIO | 1L << Cause.STORE_MMIO | 1L << Cause.VI_REQUEST;
    private static final long FIOM = 1;

    private MachineCsrs() {}

    static void define(CsrFile file, HartState s) {
        boolean h = s.options.hypervisor();
        file.constant("mvendorid", 0);
        file.constant("marchid", 0);
        file.constant("mimpid", 0);
        file.constant("mhartid", s.id);
        file.constant("mconfigptr", 0);
        file.constant("misa", 2L << 62 | letters("ACIMSU" + (h ? "H" : "")));

        long writable = Status.SUPERVISOR_WRITABLE | Status.MIE | Status.MPIE | Status.MPP | Status.MPRV | Status.TVM | Status.TW | Status.TSR
                | (h ? Status.MPV | Status.GVA : 0);
        file.define("mstatus", () -> s.mstatus, v -> {
            long kept = (v & Status.MPP) >>> Status.MPP_SHIFT == 2 ? writable & ~Status.MPP : writable; // MPP: U, S, M; 2 changes nothing
            s.mstatus = Warl.masked(s.mstatus, v, kept);
            s.modeChanged();
        });
        file.define("mtvec", () -> s.mtvec, v -> s.mtvec = Warl.vector(s.mtvec, v));
        file.define("medeleg", () -> s.medeleg, v -> {
            long fixed = s.xhaiovEnabled ? s.medeleg & DELEGATED_XHAIOV : 0; // read-only one with EN=1 (Xhaiov 2)
            s.medeleg = v & (DELEGABLE & ~(h ? 0 : 1 << 10) | (h ? DELEGABLE_GUEST : 0)) | fixed;
        });
        file.define("mscratch", () -> s.mscratch, v -> s.mscratch = v);
        file.define("mepc", () -> s.mepc, v -> s.mepc = Warl.pc(v));
        file.define("mcause", () -> s.mcause, v -> s.mcause = v);
        file.define("mtval", () -> s.mtval, v -> s.mtval = v);
        if (h) {
            file.define("mtinst", () -> s.mtinst, v -> s.mtinst = v);
            file.define("mtval2", () -> s.mtval2, v -> s.mtval2 = v);
        }
        // P 3.1.18. FIOM: I/O and memory are one order here, so the bit is kept and has no effect.
        long environment = FIOM | (s.options.sstc() ? Guard.STCE : 0);
        file.define("menvcfg", () -> s.menvcfg, v -> {
            s.menvcfg = v & environment;
            if ((s.menvcfg & Guard.STCE) != 0) {
                s.softwarePending &= ~Interrupt.STI; // Sstc 1.0, chapter 2: STIP is then the comparator's alone
            } else {
                s.henvcfg &= ~Guard.STCE; // read-only zero while menvcfg.STCE is 0
            }
            s.timersChanged();
        });
    }

    private static long letters(String extensions) {
        return extensions.chars().mapToLong(letter -> 1L << letter - 'A').reduce(0, (a, b) -> a | b);
    }

}

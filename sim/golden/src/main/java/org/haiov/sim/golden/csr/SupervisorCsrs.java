package org.haiov.sim.golden.csr;

import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Status;

/** Supervisor-level CSRs but for interrupts (P 4.1). */
final class SupervisorCsrs {
    private static final long FIOM = 1;
    private static final long SSTATUS_VISIBLE = Status.SUPERVISOR_WRITABLE | Status.UXL_64;

    private SupervisorCsrs() {}

    static void define(CsrFile file, HartState s) {
        file.define("sstatus", () -> s.mstatus & SSTATUS_VISIBLE, v -> {
            s.mstatus = Warl.masked(s.mstatus, v, Status.SUPERVISOR_WRITABLE);
            s.modeChanged();
        });
        file.define("stvec", () -> s.stvec, v -> s.stvec = Warl.vector(s.stvec, v));
        file.define("sscratch", () -> s.sscratch, v -> s.sscratch = v);
        file.define("sepc", () -> s.sepc, v -> s.sepc = Warl.pc(v));
        file.define("scause", () -> s.scause, v -> s.scause = v);
        file.define("stval", () -> s.stval, v -> s.stval = v);
        file.define("senvcfg", () -> s.senvcfg, v -> s.senvcfg = v & FIOM);
        file.define("satp", () -> s.satp, v -> {
            s.satp = Warl.satp(s.satp, v, s.options);
            s.addressSpaceChanged();
        }).guard(Guard.TRANSLATION);
        if (s.options.sstc()) {
            file.define("stimecmp", () -> s.stimecmp, v -> {
                s.stimecmp = v;
                s.timersChanged();
            }).guard(Guard.TIMER);
        }
    }
}

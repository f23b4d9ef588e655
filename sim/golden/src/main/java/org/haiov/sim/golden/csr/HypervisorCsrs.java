package org.haiov.sim.golden.csr;

import org.haiov.sim.golden.hcs.SenderContext;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Interrupt;
import org.haiov.sim.golden.state.Status;

/** Hypervisor and VS CSRs (P 8.2), and which of them a guest reaches under the supervisor's numbers. */
final class HypervisorCsrs {
    /** P 8.2.2: bits 9 to 11 and 20 to 23 are read-only zero, and so is what cannot occur. */
    private static final long HEDELEG = 0xB1FF;
    private static final long HSTATUS = Status.H_VTSR | Status.H_VTW | Status.H_VTVM | Status.H_HU | Status.H_SPVP | Status.H_SPV | Status.H_GVA;
    private static final long FIOM = 1;
    private static final int ENABLES = 7;

    private HypervisorCsrs() {}

    static void define(CsrFile file, HartState s) {
        file.define("hstatus", () -> s.hstatus & ~(s.xhaiovEnabled ? 0 : Status.H_HUR), v -> {
            s.hstatus = Warl.masked(s.hstatus, v, HSTATUS | (s.xhaiovEnabled ? Status.H_HUR : 0));
            s.modeChanged();
        });
        file.define("hedeleg", () -> s.hedeleg, v -> s.hedeleg = v & HEDELEG);
        file.define("hideleg", () -> s.hideleg, v -> {
            s.hideleg = v & Interrupt.VS;
            s.interruptsChanged();
        });
        interrupts(file, s);
        file.define("hcounteren", () -> s.hcounteren, v -> s.hcounteren = (int) v & ENABLES);
        file.define("htval", () -> s.htval, v -> s.htval = v);
        file.define("htinst", () -> s.htinst, v -> s.htinst = v);
        file.define("htimedelta", () -> s.htimedelta, v -> {
            s.htimedelta = v;
            s.timersChanged();
        });
        file.define("henvcfg", () -> s.henvcfg, v -> {
            s.henvcfg = v & (FIOM | s.menvcfg & Guard.STCE);
            s.timersChanged();
        });
        file.define("hgatp", () -> s.hgatp, v -> {
            s.hgatp = Warl.hgatp(s.hgatp, v, s.options);
            s.addressSpaceChanged();
        }).guard(Guard.TRANSLATION);
        guest(file, s);
    }

    /** P 8.2.3 and 8.2.4 (hvip, hip, hie), 8.2.11 (vsip, vsie). GEILEN is 0: hgeip and hgeie are zero. */
    private static void interrupts(CsrFile file, HartState s) {
        file.define("hvip", () -> s.softwarePending & Interrupt.VS, v -> {
            s.softwarePending = Warl.masked(s.softwarePending, v, Interrupt.VS);
            s.interruptsChanged();
        });
        file.define("hip", () -> s.pending() & Interrupt.VS, v -> {
            s.softwarePending = Warl.masked(s.softwarePending, v, Interrupt.VSSI);
            s.interruptsChanged();
        }).modified(() -> s.softwarePending & Interrupt.VS);
        file.define("hie", () -> s.mie & Interrupt.VS, v -> {
            s.mie = Warl.masked(s.mie, v, Interrupt.VS);
            s.interruptsChanged();
        });
        file.constant("hgeip", 0);
        file.constant("hgeie", 0);
        // A bit of vsip and vsie is the hip and hie bit one place higher where hideleg delegates it, else read-only zero.
        // Bit 25, the VS VI, is the VI controller's and independent of hideleg (Xhaiov 4).
        file.define("vsip", () -> (s.pending() & s.hideleg) >>> 1 | (guestVis(s) && s.xhaiov.guestNumber >= 0 ? Interrupt.SVI : 0), v -> {
            s.softwarePending = Warl.masked(s.softwarePending, v << 1, Interrupt.VSSI & s.hideleg);
            s.interruptsChanged();
        }).modified(() -> (s.softwarePending & s.hideleg) >>> 1);
        file.define("vsie", () -> (s.mie & s.hideleg) >>> 1 | (guestVis(s) && s.xhaiov.guestEnable ? Interrupt.SVI : 0), v -> {
            s.mie = Warl.masked(s.mie, v << 1, s.hideleg);
            if (guestVis(s)) {
                s.xhaiov.guestEnable = (v & Interrupt.SVI) != 0;
            }
            s.interruptsChanged();
        });
        file.substitute("sip", "vsip");
        file.substitute("sie", "vsie");
    }

    private static boolean guestVis(HartState s) {
        return s.xhaiovEnabled && SenderContext.guestEnabled(s.xhaiov.hvictx);
    }

    private static void guest(CsrFile file, HartState s) {
        file.define("vsstatus", () -> s.vsstatus, v -> {
            s.vsstatus = Warl.masked(s.vsstatus, v, Status.SUPERVISOR_WRITABLE);
            s.modeChanged();
        });
        file.define("vstvec", () -> s.vstvec, v -> s.vstvec = Warl.vector(s.vstvec, v));
        file.define("vsscratch", () -> s.vsscratch, v -> s.vsscratch = v);
        file.define("vsepc", () -> s.vsepc, v -> s.vsepc = Warl.pc(v));
        file.define("vscause", () -> s.vscause, v -> s.vscause = v);
        file.define("vstval", () -> s.vstval, v -> s.vstval = v);
        file.define("vsatp", () -> s.vsatp, v -> {
            s.vsatp = Warl.satp(s.vsatp, v, s.options);
            s.addressSpaceChanged();
        });
        for (String name : new String[] {"status", "tvec", "scratch", "epc", "cause", "tval", "atp"}) {
            file.substitute("s" + name, "vs" + name);
        }
        if (s.options.sstc()) {
            file.define("vstimecmp", () -> s.vstimecmp, v -> {
                s.vstimecmp = v;
                s.timersChanged();
            }).guard(Guard.TIMER);
            file.substitute("stimecmp", "vstimecmp");
        }
    }
}

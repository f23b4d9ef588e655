package org.haiov.sim.golden.csr;

import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Interrupt;

/** Interrupts pending, enabled and delegated at machine and supervisor level (P 3.1.8, 3.1.9, 4.1.3). */
final class InterruptCsrs {
    private InterruptCsrs() {}

    static void define(CsrFile file, HartState s) {
        boolean h = s.options.hypervisor();
        long all = Interrupt.MACHINE | Interrupt.SUPERVISOR | (h ? Interrupt.VS : 0);
        file.define("mie", () -> s.mie & (all | xhaiov(s)), v -> {
            s.mie = Warl.masked(s.mie, v, all | xhaiov(s));
            s.interruptsChanged();
        });
        // mip: SSIP, STIP (while Sstc does not own it), SEIP and VSSIP are writable; SEIP reads with the line, but CSRRS and CSRRC modify
        // the software bit alone (P 3.1.9).
        file.define("mip", () -> s.pending(), v -> {
            long writable = Interrupt.SSI | Interrupt.SEI | (h ? Interrupt.VSSI : 0) | ((s.menvcfg & Guard.STCE) == 0 ? Interrupt.STI : 0);
            s.softwarePending = Warl.masked(s.softwarePending, v, writable);
            s.interruptsChanged();
        }).modified(() -> s.softwarePending);
        // The VS-level bits of mideleg are read-only one where H is there (P 8.4.2); bit 12 is 0 as GEILEN is 0.
        file.define("mideleg", () -> s.mideleg, v -> {
            s.mideleg = v & Interrupt.SUPERVISOR | (h ? Interrupt.VS : 0) | xhaiov(s);
            s.interruptsChanged();
        });
        // sie, sip: the delegated bits; the others read 0 and ignore writes (P 4.1.3).
        file.define("sie", () -> s.mie & supervisor(s), v -> {
            s.mie = Warl.masked(s.mie, v, supervisor(s));
            s.interruptsChanged();
        });
        file.define("sip", () -> s.pending() & supervisor(s), v -> {
            s.softwarePending = Warl.masked(s.softwarePending, v, Interrupt.SSI & supervisor(s));
            s.interruptsChanged();
        }).modified(() -> s.softwarePending & supervisor(s));
    }

    private static long supervisor(HartState s) {
        return s.mideleg & (Interrupt.SUPERVISOR | xhaiov(s));
    }

    /** Bits 26 and 25, which are there with EN=1 and then always delegated to HS (Xhaiov 2). */
    private static long xhaiov(HartState s) {
        return s.xhaiovEnabled ? Interrupt.XHAIOV : 0;
    }
}

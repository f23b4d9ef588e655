package org.haiov.sim.golden.csr;

import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Privilege;
import org.haiov.sim.golden.state.Status;

/** Who may touch a CSR, beyond what bits 9:8 of its number say. */
@FunctionalInterface
interface Guard {
    enum Verdict { ALLOWED, ILLEGAL, VIRTUAL }

    /** @param privilege and {@code virtual}: the mode that asks; it is privileged enough by the number */
    Verdict check(HartState s, int privilege, boolean virtual);

    Guard NONE = (s, privilege, virtual) -> Verdict.ALLOWED;

    /** menvcfg.STCE, henvcfg.STCE. */
    long STCE = 1L << 63;
    int TM = 2;

    /** satp: P 3.1.6.5 (TVM), 8.2.1 (VTVM). hgatp: 8.2.10 (TVM). What V=1 asks of hgatp never comes here. */
    Guard TRANSLATION = (s, privilege, virtual) -> {
        if (privilege != Privilege.S) {
            return Verdict.ALLOWED;
        }
        if (virtual) {
            return (s.hstatus & Status.H_VTVM) != 0 ? Verdict.VIRTUAL : Verdict.ALLOWED;
        }
        return (s.mstatus & Status.TVM) != 0 ? Verdict.ILLEGAL : Verdict.ALLOWED;
    };

    /** Counters: P 3.1.11, 4.1.5, 8.2.6, 8.6.1. */
    static Guard counter(int bit) {
        int mask = 1 << bit;
        return (s, privilege, virtual) -> {
            if (privilege == Privilege.M) {
                return Verdict.ALLOWED;
            }
            if ((s.mcounteren & mask) == 0) {
                return Verdict.ILLEGAL;
            }
            if (virtual && (s.hcounteren & mask) == 0) {
                return Verdict.VIRTUAL;
            }
            if (privilege == Privilege.U && (s.scounteren & mask) == 0) {
                return virtual ? Verdict.VIRTUAL : Verdict.ILLEGAL;
            }
            return Verdict.ALLOWED;
        };
    }

    /** stimecmp and vstimecmp: Sstc 1.0, chapters 2 and 4. */
    Guard TIMER = (s, privilege, virtual) -> {
        if (privilege == Privilege.M) {
            return Verdict.ALLOWED;
        }
        if ((s.menvcfg & STCE) == 0 || (s.mcounteren & TM) == 0) {
            return Verdict.ILLEGAL;
        }
        if (virtual && ((s.henvcfg & STCE) == 0 || (s.hcounteren & TM) == 0)) {
            return Verdict.VIRTUAL;
        }
        return Verdict.ALLOWED;
    };
}

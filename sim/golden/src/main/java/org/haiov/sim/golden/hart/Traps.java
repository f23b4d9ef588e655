package org.haiov.sim.golden.hart;

import org.haiov.sim.golden.hcs.XhaiovUnit;
import org.haiov.sim.golden.isa.Decoded;
import org.haiov.sim.golden.state.Cause;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Interrupt;
import org.haiov.sim.golden.state.Privilege;
import org.haiov.sim.golden.state.Status;
import org.haiov.sim.golden.state.Trap;

/** Trap entry and return (Privileged 3.1.6 to 3.1.8, 3.3.2, 4.1.1, 8.2, 8.6). */
final class Traps {
    private static final int GUEST_SHIFT = 2;

    private final HartState s;
    private final XhaiovUnit xhaiov;

    Traps(HartState state, XhaiovUnit xhaiov) {
        this.s = state;
        this.xhaiov = xhaiov;
    }

    /** Takes the exception that the instruction at pc has raised. */
    void exception(Trap trap, Decoded instruction) {
        xhaiov.progress();
        if (s.xhaiov.active) {
            xhaiov.contexts().stop(trap);
            return;
        }
        long bit = 1L << trap.cause();
        if (s.privilege == Privilege.M || (s.medeleg & bit) == 0) {
            toMachine(trap.cause(), trap.value(), trap.guestAddress());
            s.mtval2 = trap.guestPhysical() >>> GUEST_SHIFT;
            s.mtinst = TransformedInstruction.of(trap, instruction);
        } else if (xhaiov.redirection().takes(trap.cause())) {
            xhaiov.redirection().take(trap, TransformedInstruction.of(trap, instruction));
        } else if (!s.virtual || (s.hedeleg & bit) == 0) {
            toSupervisor(trap.cause(), trap.value(), trap.guestAddress());
            s.htval = trap.guestPhysical() >>> GUEST_SHIFT;
            s.htinst = TransformedInstruction.of(trap, instruction);
        } else {
            toGuest(trap.cause(), trap.value());
        }
        if (!s.options.hypervisor()) {
            s.mtval2 = s.mtinst = s.htval = s.htinst = 0;
        }
    }

    /** Takes an interrupt, which must be pending and enabled, or does what else is due at a boundary (see {@link Interrupts}). */
    void interrupt(int code) {
        switch (code) {
            case Interrupts.USER_VI -> xhaiov.contexts().enter();
            case Interrupts.LIMIT -> xhaiov.contexts().expire();
            case Interrupts.GUEST_VI -> toGuest(Cause.INTERRUPT | Interrupts.GUEST_VI_CAUSE, 0);
            default -> standard(code);
        }
    }

    private void standard(int code) {
        if (s.xhaiov.active) {
            xhaiov.contexts().unwindForInterrupt();
        }
        long bit = 1L << code;
        long cause = Cause.INTERRUPT | code;
        if ((s.mideleg & bit) == 0) {
            toMachine(cause, 0, false);
            s.mtval2 = s.mtinst = 0;
        } else if (!s.virtual || (s.hideleg & bit) == 0) {
            toSupervisor(cause, 0, false);
            s.htval = s.htinst = 0;
        } else {
            // VSEI, VSTI, VSSI appear as SEI, STI, SSI (Privileged 8.2.2, 8.6.2).
            toGuest((bit & Interrupt.VS) != 0 ? cause - 1 : cause, 0);
        }
    }

    private void toMachine(long cause, long value, boolean guestAddress) {
        long status = s.mstatus & ~(Status.MPP | Status.MPIE | Status.MIE | Status.MPV | Status.GVA);
        status |= (long) s.privilege << Status.MPP_SHIFT;
        status |= (s.mstatus & Status.MIE) != 0 ? Status.MPIE : 0;
        status |= s.virtual ? Status.MPV : 0;
        status |= guestAddress ? Status.GVA : 0;
        s.mstatus = status;
        s.mepc = s.pc;
        s.mcause = cause;
        s.mtval = value;
        enter(Privilege.M, false, s.mtvec, cause);
    }

    private void toSupervisor(long cause, long value, boolean guestAddress) {
        s.mstatus = supervisorStatus(s.mstatus);
        if (s.options.hypervisor()) {
            long status = s.hstatus & ~(Status.H_SPV | Status.H_GVA);
            status |= guestAddress ? Status.H_GVA : 0;
            if (s.virtual) { // SPVP is written by traps from V=1 alone (8.2.1)
                status = status & ~Status.H_SPVP | Status.H_SPV | (s.privilege == Privilege.S ? Status.H_SPVP : 0);
            }
            s.hstatus = status;
        }
        s.sepc = s.pc;
        s.scause = cause;
        s.stval = value;
        enter(Privilege.S, false, s.stvec, cause);
    }

    private void toGuest(long cause, long value) {
        s.vsstatus = supervisorStatus(s.vsstatus);
        s.vsepc = s.pc;
        s.vscause = cause;
        s.vstval = value;
        enter(Privilege.S, true, s.vstvec, cause);
    }

    private long supervisorStatus(long status) {
        return status & ~(Status.SPP | Status.SPIE | Status.SIE) | (s.privilege == Privilege.S ? Status.SPP : 0)
                | ((status & Status.SIE) != 0 ? Status.SPIE : 0);
    }

    private void enter(int privilege, boolean virtual, long vector, long cause) {
        s.privilege = privilege;
        s.virtual = virtual;
        boolean vectored = (vector & 1) != 0 && cause < 0;
        s.pc = (vector & ~3L) + (vectored ? 4 * (cause & ~Cause.INTERRUPT) : 0);
        s.nextPc = s.pc;
        s.modeChanged();
    }

    /** MRET. */
    void returnFromMachine() {
        int privilege = (int) ((s.mstatus & Status.MPP) >>> Status.MPP_SHIFT);
        boolean virtual = privilege != Privilege.M && (s.mstatus & Status.MPV) != 0;
        long status = s.mstatus & ~(Status.MIE | Status.MPP | Status.MPV) | Status.MPIE;
        status |= (s.mstatus & Status.MPIE) != 0 ? Status.MIE : 0;
        if (privilege != Privilege.M) {
            status &= ~Status.MPRV;
        }
        s.mstatus = status;
        resume(privilege, virtual, s.mepc);
    }

    /** SRET, with V=1 from the guest's registers. */
    void returnFromSupervisor() {
        if (s.virtual) {
            int privilege = (s.vsstatus & Status.SPP) != 0 ? Privilege.S : Privilege.U;
            s.vsstatus = returned(s.vsstatus);
            s.mstatus &= ~Status.MPRV;
            resume(privilege, true, s.vsepc);
            return;
        }
        int privilege = (s.mstatus & Status.SPP) != 0 ? Privilege.S : Privilege.U;
        boolean virtual = (s.hstatus & Status.H_SPV) != 0;
        s.mstatus = returned(s.mstatus) & ~Status.MPRV;
        s.hstatus &= ~Status.H_SPV;
        resume(privilege, virtual, s.sepc);
    }

    private static long returned(long status) {
        return status & ~(Status.SIE | Status.SPP) | Status.SPIE | ((status & Status.SPIE) != 0 ? Status.SIE : 0);
    }

    private void resume(int privilege, boolean virtual, long pc) {
        s.privilege = privilege;
        s.virtual = virtual;
        s.nextPc = pc;
        s.modeChanged();
    }
}

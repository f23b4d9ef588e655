package org.haiov.sim.golden.hcs;

import org.haiov.sim.golden.state.Cause;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Privilege;
import org.haiov.sim.golden.state.Status;
import org.haiov.sim.golden.state.Trap;
import org.haiov.sim.golden.state.XhaiovState;

/** Exceptions of a guest that go to U, and URET (docs/xhaiov.md, section 3). */
public final class Redirection {
    private static final int GUEST_SHIFT = 2;

    private final HartState s;
    private final XhaiovState v;
    private final ContextSwitch contexts;

    Redirection(HartState state, ContextSwitch contexts) {
        this.s = state;
        this.v = state.xhaiov;
        this.contexts = contexts;
    }

    /** Whether an exception of this cause, raised now, goes to U. */
    public boolean takes(int cause) {
        return s.xhaiovEnabled && s.virtual && (v.huedeleg >>> cause & 1) != 0;
    }

    /** @param instruction transformed, as htinst would show it */
    public void take(Trap trap, long instruction) {
        long status = v.bank[XhaiovState.USTATUS];
        v.bank[XhaiovState.USTATUS] = XhaiovState.UPV | (s.privilege == Privilege.S ? XhaiovState.UPP : 0)
                | ((status & XhaiovState.UIE) != 0 ? XhaiovState.UPIE : 0);
        v.bank[XhaiovState.UEPC] = s.pc;
        v.bank[XhaiovState.UCAUSE] = trap.cause();
        v.bank[XhaiovState.UTVAL] = trap.value();
        v.bank[XhaiovState.UTVAL2] = trap.guestPhysical() >>> GUEST_SHIFT;
        v.bank[XhaiovState.UTINST] = instruction;
        s.hstatus = s.hstatus & ~Status.H_SPVP | (s.privilege == Privilege.S ? Status.H_SPVP : 0);
        s.privilege = Privilege.U;
        s.virtual = false;
        s.pc = v.bank[XhaiovState.UTVEC];
        s.nextPc = s.pc;
        s.modeChanged();
    }

    /** U may use the CSRs for U, uvireq and URET. */
    public static boolean allowedInU(HartState s) {
        return s.xhaiov.uen || s.xhaiov.active;
    }

    /** Executes URET; {@code word} is the instruction, for xtval. */
    public void uret(int word) {
        if (!s.xhaiovEnabled) {
            throw trap(Cause.ILLEGAL, word);
        }
        if (s.virtual) {
            throw trap(Cause.VIRTUAL, word);
        }
        if (s.privilege != Privilege.U || !allowedInU(s)) {
            throw trap(Cause.ILLEGAL, word);
        }
        if (v.active) {
            contexts.end();
            return;
        }
        long status = v.bank[XhaiovState.USTATUS];
        boolean virtual = (status & XhaiovState.UPV) != 0;
        if (virtual && (s.hstatus & Status.H_HUR) == 0) {
            throw trap(Cause.ILLEGAL, word);
        }
        v.bank[XhaiovState.USTATUS] = XhaiovState.UPIE | ((status & XhaiovState.UPIE) != 0 ? XhaiovState.UIE : 0);
        s.privilege = virtual && (status & XhaiovState.UPP) != 0 ? Privilege.S : Privilege.U;
        s.virtual = virtual;
        s.nextPc = v.bank[XhaiovState.UEPC];
        s.modeChanged();
    }

    private Trap trap(int cause, int word) {
        return s.trap.of(cause, word & 0xFFFFFFFFL);
    }
}

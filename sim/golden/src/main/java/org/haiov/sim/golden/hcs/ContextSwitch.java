package org.haiov.sim.golden.hcs;

import java.util.function.Consumer;
import org.haiov.facts.Facts;
import org.haiov.sim.golden.state.Cause;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Privilege;
import org.haiov.sim.golden.state.Trap;
import org.haiov.sim.golden.state.XhaiovState;
import org.haiov.sim.golden.vi.UserEvent;

/**
 * The hardware context switch: entry, sealed end, unwinding, limit (docs/xhaiov.md, section 5). Each of them happens between two instructions, or
 * as the whole effect of URET. The contents of the banks change over: {@code state.x} is always the active one.
 */
public final class ContextSwitch {
    /** What became of the switch in a step. */
    public enum Change {
        NONE, ENTERED, RESUMED, ENDED,
        /** Unwound for an interrupt; RES=1. */
        INTERRUPTED,
        /** Unwound for an exception of the handler, or because its limit ran out; FLT=1. */
        STOPPED
    }

    private static final long USER_VI = Cause.INTERRUPT | Facts.interrupt("user VI");

    private static final int ASID_SHIFT = 44;

    private final HartState s;
    private final XhaiovState v;
    private final Consumer<UserEvent> controller;
    private Change change = Change.NONE;

    ContextSwitch(HartState state, Consumer<UserEvent> controller) {
        this.s = state;
        this.v = state.xhaiov;
        this.controller = controller;
    }

    /** What happened since this was asked last. */
    public Change change() {
        Change last = change;
        change = Change.NONE;
        return last;
    }

    /** Whether the last thing that happened is that the handler was stopped. */
    public boolean stopped() {
        return change == Change.STOPPED;
    }

    /** Whether a handler may be entered now, for the first time or again, were it not for the debt of {@link #owesInstruction}. */
    private boolean enterable() {
        return s.xhaiovEnabled && v.uve && !v.active && v.waiting() && (s.virtual || s.privilege == Privilege.U);
    }

    /** Whether a handler is to be entered at this boundary. */
    public boolean due() {
        return enterable() && !owesInstruction();
    }

    /** Whether it wakes WFI in VS: WFI itself counts as progress. */
    boolean wakes() {
        return enterable();
    }

    /** "At least one instruction of the interrupted context retires, or takes a synchronous exception, before the next user VI." */
    private boolean owesInstruction() {
        if (v.progressFrom == XhaiovState.NONE) {
            return false;
        }
        if (s.retired > v.progressFrom) {
            v.progressFrom = XhaiovState.NONE;
            return false;
        }
        s.attention = true; // look again after one instruction
        return true;
    }

    /** Entry: the presented VID's handler for the first time, or the parked one again. */
    public void enter() {
        boolean first = v.presented;
        if (first) {
            v.inactive[XhaiovState.X + XhaiovState.UCAUSE] = USER_VI;
            v.uvid = v.vid;
        }
        v.previousVirtual = s.virtual;
        v.previousSupervisor = s.privilege == Privilege.S;
        long interrupted = s.pc;
        swap();
        s.pc = first ? v.bank[XhaiovState.UTVEC] : v.shepc;
        s.nextPc = s.pc;
        v.shepc = interrupted;
        v.active = true;
        v.presented = v.parked = v.resume = v.fault = false;
        v.limitFrom = s.cycles + 1; // entry itself lasts a cycle
        mode(Privilege.U, false);
        change = first ? Change.ENTERED : Change.RESUMED;
        controller.accept(first ? UserEvent.ENTER : UserEvent.RESUME);
    }

    /** URET with ACT=1. To be called by the instruction: it goes on at {@code nextPc}. */
    void end() {
        swap();
        s.nextPc = v.shepc;
        v.active = false;
        v.progressFrom = s.retired + 1; // URET is counted after this
        mode(v.previousSupervisor ? Privilege.S : Privilege.U, v.previousVirtual);
        change = Change.ENDED;
        controller.accept(UserEvent.END);
    }

    /** An interrupt is taken: it finds the interrupted context. */
    public void unwindForInterrupt() {
        unwind();
        v.resume = true;
        change = Change.INTERRUPTED;
        controller.accept(UserEvent.PARK);
    }

    /** The handler raised an exception, which nobody takes. */
    public void stop(Trap trap) {
        unwind();
        stopped(trap.cause(), trap.value());
    }

    /** Whether the handler's limit has run out. */
    public boolean expired() {
        return v.active && v.limited && s.cycles - v.limitFrom >= v.limitLeft;
    }

    /** The handler's limit has run out; {@link #expired} need not say so where lockstep does. */
    public void expire() {
        unwind();
        v.limitLeft = 0;
        stopped(Cause.VI_REQUEST, v.inactive[XhaiovState.X + XhaiovState.UTVAL]);
    }

    /** Cycle at which the limit runs out; Long.MAX_VALUE for none. */
    long deadline() {
        return v.active && v.limited ? v.limitFrom + v.limitLeft : Long.MAX_VALUE;
    }

    private void stopped(long cause, long value) {
        v.inactive[XhaiovState.X + XhaiovState.UCAUSE] = cause;
        v.inactive[XhaiovState.X + XhaiovState.UTVAL] = value;
        v.fault = true;
        change = Change.STOPPED;
        controller.accept(UserEvent.PARK);
    }

    private void unwind() {
        swap();
        long handler = s.pc;
        s.pc = v.shepc;
        s.nextPc = s.pc;
        v.shepc = handler;
        v.active = false;
        v.parked = true;
        v.resume = v.fault = false;
        v.limitLeft = Math.max(0, v.limitLeft - (s.cycles - v.limitFrom));
        mode(v.previousSupervisor ? Privilege.S : Privilege.U, v.previousVirtual);
    }

    private void mode(int privilege, boolean virtual) {
        s.privilege = privilege;
        s.virtual = virtual;
        s.reservation = HartState.NO_RESERVATION;
        s.modeChanged();
        s.timersChanged();
    }

    private static int asid(long atp) {
        return (int) (atp >>> ASID_SHIFT) & 0xFFFF;
    }

    private void swap() {
        for (int i = 1; i < XhaiovState.X; i++) {
            long other = v.inactive[i];
            v.inactive[i] = s.x[i];
            s.x[i] = other;
        }
        for (int i = 0; i < v.bank.length; i++) {
            long other = v.inactive[XhaiovState.X + i];
            v.inactive[XhaiovState.X + i] = v.bank[i];
            v.bank[i] = other;
        }
        long scratch = s.sscratch;
        s.sscratch = v.suscratch;
        v.suscratch = scratch;
        long outgoing = s.satp;
        s.satp = v.suatp;
        v.suatp = outgoing;
        boolean sameAsid = asid(s.satp) == asid(outgoing) && s.satp != outgoing;
        if (asid(s.satp) == 0 || sameAsid) {
            s.translationChanged(); // more than the rule asks for: it is about this ASID alone
        }
        s.addressSpaceChanged();
    }
}

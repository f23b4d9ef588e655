package org.haiov.sim.golden.hcs;

import org.haiov.sim.golden.state.Cause;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Interrupt;
import org.haiov.sim.golden.state.Privilege;
import org.haiov.sim.golden.state.XhaiovState;
import org.haiov.sim.golden.vi.HartPort;

/** All of Xhaiov in a hart, and its place between the hart and the VI controller. */
public final class XhaiovUnit {
    private final HartState s;
    private final XhaiovState v;
    private final ContextSwitch contexts;
    private final Redirection redirection;
    private final SwitchStatus status;
    private final Doorbell doorbell;
    private final HartPort link;
    private ViPort controller = ViPort.NONE;

    public XhaiovUnit(HartState state) {
        this.s = state;
        this.v = state.xhaiov;
        contexts = new ContextSwitch(state, event -> controller.userEvent(event));
        redirection = new Redirection(state, contexts);
        status = new SwitchStatus(state, event -> controller.userEvent(event), () -> controller.changed());
        doorbell = new Doorbell(state);
        link = new HartLink(state);
    }

    /** Connects the hart with a controller, which reaches it through {@link #link}. */
    public void connect(ViPort controller) {
        this.controller = controller;
    }

    public HartPort link() {
        return link;
    }

    public ContextSwitch contexts() {
        return contexts;
    }

    public Redirection redirection() {
        return redirection;
    }

    public SwitchStatus status() {
        return status;
    }

    // --- instructions and CSRs ---

    /** A write to vireq. */
    public void postAsGuest(long number) {
        if (s.virtual) {
            SenderContext.post(s, controller, v.hvictx, number);
        }
    }

    /** A write to uvireq. */
    public void postAsProcess(long number) {
        if (!s.virtual && s.privilege == Privilege.U) {
            SenderContext.post(s, controller, v.bank[XhaiovState.UVICTX], number);
        }
    }

    public void claim() {
        controller.claim();
    }

    public void claimGuest() {
        controller.claimGuest();
    }

    /** A write to hvictx: what the guest was shown is withdrawn first. */
    public void guestContext(long value) {
        controller.guestLeaves();
        v.hvictx = SenderContext.ofGuest(value);
        s.interruptsChanged();
        controller.changed();
    }

    /** A write to mhaiovcfg.EN. It clears only while PRES=PARK=0. */
    public void enable(boolean enabled) {
        if (enabled == s.xhaiovEnabled || !enabled && (v.presented || v.parked)) {
            return;
        }
        s.xhaiovEnabled = enabled;
        long exceptions = 1L << Cause.LOAD_MMIO | 1L << Cause.STORE_MMIO | 1L << Cause.VI_REQUEST;
        s.medeleg = enabled ? s.medeleg | exceptions : s.medeleg & ~exceptions;
        s.mideleg = enabled ? s.mideleg | Interrupt.XHAIOV : s.mideleg & ~Interrupt.XHAIOV;
        s.translationChanged(); // PTE bit 58
        s.timersChanged();
        controller.changed();
    }

    // --- between instructions ---

    /** Drives the doorbell and lets the controller know the time; the next cycle at which something happens by itself. */
    public long update() {
        if (!s.options.xhaiov()) {
            return Long.MAX_VALUE;
        }
        if (s.cycles >= controller.deadline()) {
            controller.changed();
        }
        long next = Math.min(doorbell.update(), controller.deadline());
        long limit = contexts.deadline();
        if (limit <= s.cycles) {
            s.attention = true;
            return next;
        }
        return Math.min(next, limit);
    }

    /** D counts as elapsed; false where there is no reason for a doorbell. */
    public boolean rings() {
        if (!s.xhaiovEnabled || !v.waiting() || !v.kernel) {
            return false;
        }
        v.elapsed = true;
        s.timersChanged();
        return true;
    }

    /** A VS VI is pending and enabled for the guest, vsip[25] and vsie[25]. */
    public boolean guestInterrupt() {
        return s.xhaiovEnabled && v.guestNumber >= 0 && v.guestEnable && SenderContext.guestEnabled(v.hvictx);
    }

    /** Whether Xhaiov ends the wait in WFI. */
    public boolean wakes() {
        if (!s.xhaiovEnabled) {
            return false;
        }
        boolean supervisor = s.privilege == Privilege.S && !s.virtual;
        return contexts.wakes() || supervisor && v.presented || guestInterrupt();
    }

    /** The hart begins to wait in WFI: the controller may give it something. */
    public void idles() {
        s.timersChanged();
        if (s.xhaiovEnabled) {
            controller.changed();
        }
    }

    /** An exception below HS that is taken is progress. */
    public void progress() {
        if (!v.kernel) {
            v.progressFrom = XhaiovState.NONE;
        }
    }
}

package org.haiov.sim.golden.hcs;

import java.util.Arrays;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Interrupt;
import org.haiov.sim.golden.state.Privilege;
import org.haiov.sim.golden.state.XhaiovState;
import org.haiov.sim.golden.vi.HartPort;

/** The hart as the VI controller sees it, and what the controller writes into it. */
final class HartLink implements HartPort {
    /** Order of a context on the link. */
    private static final int UTVEC = 0, USCRATCH = 1, SUSCRATCH = 2, SUATP = 3, UVICTX = 4, LIMIT = 5;

    private final HartState s;
    private final XhaiovState v;

    HartLink(HartState state) {
        this.s = state;
        this.v = state.xhaiov;
    }

    @Override
    public boolean enabled() {
        return s.xhaiovEnabled;
    }

    @Override
    public boolean user() {
        return s.virtual || s.privilege == Privilege.U;
    }

    @Override
    public boolean idle() {
        return s.waiting;
    }

    @Override
    public boolean takesUserVis() {
        return v.uve;
    }

    @Override
    public boolean hosts(int slot, int vcpu) {
        return s.xhaiovEnabled && SenderContext.guestEnabled(v.hvictx) && SenderContext.slot(v.hvictx) == slot && SenderContext.vcpu(v.hvictx) == vcpu;
    }

    @Override
    public void supervisor(int vid, int priority) {
        v.supervisorVid = vid;
        v.supervisorPriority = priority;
        s.line(Interrupt.SVI, vid >= 0);
    }

    @Override
    public void guest(int number, int priority) {
        v.guestNumber = number;
        v.guestPriority = priority;
        s.interruptsChanged();
    }

    /** A fresh bank: 0 but for what comes from the context. */
    @Override
    public void push(int vid, long[] context) {
        Arrays.fill(v.inactive, 0);
        v.inactive[XhaiovState.X + XhaiovState.UTVEC] = XhaiovWarl.utvec(context[UTVEC]);
        v.inactive[XhaiovState.X + XhaiovState.USCRATCH] = context[USCRATCH];
        v.inactive[XhaiovState.X + XhaiovState.UVICTX] = SenderContext.ofUser(context[UVICTX]);
        v.suscratch = context[SUSCRATCH];
        v.suatp = XhaiovWarl.suatp(v.suatp, context[SUATP], s.options);
        v.limited = context[LIMIT] != 0;
        v.limitLeft = context[LIMIT];
        v.vid = vid;
        v.presented = true;
        s.timersChanged();
    }

    @Override
    public void withdraw() {
        v.presented = false;
        s.timersChanged();
    }
}

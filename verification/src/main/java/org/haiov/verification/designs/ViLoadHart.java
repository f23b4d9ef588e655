package org.haiov.verification.designs;

import org.haiov.blocks.vi.UserEvent;
import org.haiov.blocks.vi.ViConfig;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/**
 * A hart of {@link ViLoad}: sends a request about every 32 cycles, changes its mode seldom, claims supervisor VIs soon after they
 * are offered, and enters, parks, resumes and ends user VIs, all at random and by the rules of docs/hart-link.md.
 */
final class ViLoadHart extends Component {
    /** States of the user VI, docs/hart-link.md section 5. */
    private static final int IDLE = 0;
    private static final int PRESENTED = 1;
    private static final int ACTIVE = 2;
    private static final int PARKED = 3;
    private static final int U = 0b000;
    private static final int HS = 0b001;
    private static final int VU = 0b100;
    private static final int VS = 0b101;

    final Signal random = input(64).ignored();
    /** Requests may be sent. */
    final Signal go = input(1);
    final Signal ready = input(1);
    final Signal offer = input(1);
    final Signal push = input(1);
    final Signal withdraw = input(1);

    final Signal request = output(1);
    final Signal index = output(33);
    final Signal slot = output(6);
    final Signal mode = output(3);
    final Signal wfi = output(1);
    final Signal claim = output(1);
    final Signal userEvent = output(UserEvent.BITS);

    ViLoadHart(ViConfig c) {
        Reg asking = reg(1, 0);
        Reg entry = reg(c.entryBits(), 0);
        when(asking.not().and(go).and(random.slice(4, 0).isZero()), () -> {
            asking.set(1);
            entry.set(random.slice(14, 15 - c.entryBits()));
        });
        when(asking.and(ready), () -> asking.set(0));
        request.set(asking);
        index.set(entry.zext(33));
        slot.set(ViLoadSetup.slotOf(c, entry.low(Math.min(c.vidBits(), c.entryBits()))).zext(6));

        Reg privilege = reg(3, HS);
        Reg asleep = reg(1, 0);
        when(random.slice(21, 16).isZero(), () -> {
            switchOn(random.slice(23, 22)).is(0, () -> privilege.set(U)).is(1, () -> privilege.set(VU)).is(2, () -> privilege.set(VS))
                    .otherwise(() -> privilege.set(HS));
            asleep.set(random.slice(26, 24).isZero());
        });
        mode.set(privilege);
        wfi.set(asleep);
        claim.set(offer.and(random.slice(28, 27).isZero()));
        user();
    }

    private void user() {
        Reg state = reg(2, IDLE);
        Bits often = random.slice(31, 30).isZero();
        Bits seldom = random.slice(35, 32).isZero();
        userEvent.set(UserEvent.NONE.code());
        switchOn(state)
                .is(IDLE, () -> when(push, () -> state.set(PRESENTED)))
                .is(PRESENTED, () -> when(often, () -> go(UserEvent.ENTER, state, ACTIVE)).elseWhen(withdraw, () -> go(UserEvent.WITHDRAWN, state, IDLE)))
                .is(ACTIVE, () -> when(seldom, () -> go(UserEvent.PARK, state, PARKED)).elseWhen(often, () -> go(UserEvent.END, state, IDLE)))
                .is(PARKED, () -> when(often, () -> go(UserEvent.RESUME, state, ACTIVE)));
    }

    private void go(UserEvent what, Reg state, int to) {
        userEvent.set(what.code());
        state.set(to);
    }
}

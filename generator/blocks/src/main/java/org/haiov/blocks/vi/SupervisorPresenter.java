package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.StateMachine;

/** The level-0 VID of one hart: presented until claimed or withdrawn. */
final class SupervisorPresenter extends Component {
    private enum State { FREE, OFFERED, RETURNING, CLAIMED }

    final HartLink.Supervisor link = output(HartLink.Supervisor.shape());
    /** mhaiovcfg.EN as seen. */
    final Signal enabled = input(1);
    final Assignment assignment;
    final Withdrawal withdrawal;
    final Service service = output(Service.shape());
    final Holding holding;
    /** Slot of the VID. */
    final Signal heldSlot;
    /** This cycle's event of the hart ends the presentation. */
    final Signal ends = output(1);
    /** Takes an assignment. */
    final Signal free = output(1);
    /** The line falls at the end of this cycle by withdrawal. */
    final Signal withdrawn = output(1);

    SupervisorPresenter(ViConfig c) {
        assignment = input(Assignment.shape(c));
        withdrawal = input(Withdrawal.shape(c));
        if (c.words() == 1) {
            withdrawal.word().ignored();
        }
        holding = output(Holding.shape(c));
        heldSlot = output(c.slotBits());

        StateMachine<State> state = machine(State.FREE);
        Reg vid = reg(c.vidBits(), 0);
        Reg slot = reg(c.slotBits(), 0);
        Reg prio = reg(ViConfig.PRIORITY_BITS, 0);
        Bits offered = state.is(State.OFFERED);
        Bits claimed = offered.and(link.claim());
        Bits cleared = withdrawal.clears(vid, c);
        Bits taken = offered.and(claimed.not()).and(withdrawal.takes(vid, slot, c).or(enabled.not()));

        state.in(State.FREE, () -> when(assignment.valid(), () -> {
            vid.set(assignment.vid());
            slot.set(assignment.slot());
            prio.set(assignment.priority());
            state.go(State.OFFERED);
        }));
        state.in(State.OFFERED, () -> {
            when(taken, () -> {
                state.go(State.RETURNING);
                when(cleared, () -> state.go(State.FREE));
            });
            when(claimed, () -> state.go(State.CLAIMED));
        });
        state.in(State.RETURNING, () -> when(service.grant().or(cleared), () -> state.go(State.FREE)));
        state.in(State.CLAIMED, () -> when(service.grant(), () -> state.go(State.FREE)));

        link.offer().set(offered);
        link.vid().set(offered.repeat(c.vidBits()).and(vid).zext(ViConfig.LINK_VID_BITS));
        link.priority().set(offered.repeat(ViConfig.PRIORITY_BITS).and(prio));
        service.giveBack().set(state.is(State.RETURNING));
        service.count().set(state.is(State.CLAIMED));
        free.set(state.is(State.FREE));
        withdrawn.set(taken);

        holding.vid().set(vid);
        heldSlot.set(slot);
        holding.busy().set(free.not());
        holding.pending().set(offered.or(state.is(State.RETURNING)));
        holding.pendingStill().set(offered.and(link.claim().not()).or(state.is(State.RETURNING)));
        holding.presented().set(offered);
        holding.running().set(0);
        ends.set(claimed.or(offered.and(enabled.not())));
        assertThat(assignment.valid().not().or(free), "a second VID assigned");
        assertThat(service.grant().not().or(service.giveBack()).or(service.count()), "service without need");
    }
}

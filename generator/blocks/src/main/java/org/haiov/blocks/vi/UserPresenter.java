package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.StateMachine;

/**
 * The user VI of one hart: a mirror of its PRES, ACT and PARK (docs/hart-link.md section 5), and the withdrawal handshake.
 */
final class UserPresenter extends Component {
    private enum State { IDLE, PRESENTED, RETURNING, ACTIVE, PARKED }

    /** The hart's side: {@code happens} is a {@link UserEvent} code. */
    final Signal push = output(1);
    final Signal vid;
    final Signal withdraw = output(1);
    final Signal happens = input(UserEvent.BITS);

    final Assignment assignment;
    final Withdrawal withdrawal;
    final Service service = output(Service.shape());
    final Holding holding;
    /** Slot of the VID. */
    final Signal heldSlot;
    /** This cycle's event of the hart ends the presentation, or the handler's being on the hart. */
    final Signal ends = output(1);
    /** Takes an assignment. */
    final Signal free = output(1);
    /** ACT = PARK = PRES = 0 in the hart. */
    final Signal idle = output(1);

    UserPresenter(ViConfig c) {
        vid = output(c.vidBits());
        assignment = input(Assignment.shape(c));
        withdrawal = input(Withdrawal.shape(c));
        if (c.words() == 1) {
            withdrawal.word().ignored();
        }
        holding = output(Holding.shape(c));
        heldSlot = output(c.slotBits());
        assignment.priority().ignored();

        StateMachine<State> state = machine(State.IDLE);
        Reg vidHere = reg(c.vidBits(), 0);
        Reg slot = reg(c.slotBits(), 0);
        Reg pushes = reg(1, 0);
        Reg withdraws = reg(1, 0);
        // the pending bit was cleared by software: what comes back is not set again
        Reg dropped = reg(1, 0);
        Reg counts = reg(1, 0);

        Bits presented = state.is(State.PRESENTED);
        Bits idleHere = state.is(State.IDLE).or(state.is(State.RETURNING));
        Bits enters = presented.and(is(UserEvent.ENTER));
        Bits takes = presented.and(is(UserEvent.TAKE));
        Bits comesBack = presented.and(is(UserEvent.GIVEBACK).or(is(UserEvent.WITHDRAWN)));
        Bits delivered = enters.or(takes);
        Bits cleared = withdrawal.clears(vidHere, c);
        Bits stays = presented.and(delivered.or(comesBack).not());

        pushes.set(assignment.valid());
        state.in(State.IDLE, () -> when(assignment.valid(), () -> {
            vidHere.set(assignment.vid());
            slot.set(assignment.slot());
            state.go(State.PRESENTED);
        }));
        state.in(State.PRESENTED, () -> {
            when(enters, () -> state.go(State.ACTIVE));
            when(takes, () -> state.go(State.IDLE));
            when(comesBack, () -> {
                state.go(State.RETURNING);
                when(dropped.or(cleared), () -> state.go(State.IDLE));
            });
        });
        state.in(State.RETURNING, () -> when(service.grant().or(cleared), () -> state.go(State.IDLE)));
        state.in(State.ACTIVE, () -> {
            when(is(UserEvent.PARK), () -> state.go(State.PARKED));
            when(is(UserEvent.END), () -> state.go(State.IDLE));
        });
        state.in(State.PARKED, () -> {
            when(is(UserEvent.RESUME), () -> state.go(State.ACTIVE));
            when(is(UserEvent.RELEASE), () -> state.go(State.IDLE));
        });
        withdraws.set(stays.and(withdraws.or(withdrawal.takes(vidHere, slot, c))));
        dropped.set(stays.and(dropped.or(cleared)));
        when(delivered, () -> counts.set(1)).elseWhen(service.grant(), () -> counts.set(0));

        push.set(pushes);
        vid.set(vidHere);
        withdraw.set(withdraws);
        service.giveBack().set(state.is(State.RETURNING));
        service.count().set(counts);
        free.set(state.is(State.IDLE).and(counts.not()));
        idle.set(idleHere);

        Bits running = state.is(State.ACTIVE).or(state.is(State.PARKED));
        holding.vid().set(vidHere);
        heldSlot.set(slot);
        holding.busy().set(free.not());
        holding.pending().set(presented.and(dropped.not()).or(state.is(State.RETURNING)));
        holding.pendingStill().set(presented.and(dropped.not()).and(delivered.not()).or(state.is(State.RETURNING)));
        holding.presented().set(presented);
        holding.running().set(running);
        Bits leaves = state.is(State.ACTIVE).and(is(UserEvent.END)).or(state.is(State.PARKED).and(is(UserEvent.RELEASE)));
        ends.set(delivered.or(comesBack).or(leaves));
        checkLink(presented, state, pushes, withdraws);
        assertThat(assignment.valid().not().or(free), "a second VID assigned");
    }

    private Bits is(UserEvent e) {
        return happens.eq(e.code());
    }

    /** Rules of the link that the hart keeps. */
    private void checkLink(Bits presented, StateMachine<State> state, Bits pushes, Bits withdraws) {
        Bits legal = is(UserEvent.NONE)
                .or(presented.and(pushes.not()).and(is(UserEvent.ENTER).or(is(UserEvent.TAKE)).or(is(UserEvent.GIVEBACK))))
                .or(presented.and(withdraws).and(is(UserEvent.WITHDRAWN)))
                .or(state.is(State.ACTIVE).and(is(UserEvent.PARK).or(is(UserEvent.END))))
                .or(state.is(State.PARKED).and(is(UserEvent.RESUME).or(is(UserEvent.RELEASE))));
        assume(legal, "u.event that does not fit the state (docs/hart-link.md section 5)");
    }
}

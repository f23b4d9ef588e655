package org.haiov.blocks.vi;

import java.util.ArrayList;
import java.util.List;
import org.haiov.blocks.bus.RoundRobin;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.hdl.lib.OneHot;

/**
 * The presenters of all harts, and the one service a cycle that they share: a pending bit given back, or a delivery counted.
 */
final class Presenters extends Component {
    final Vec<HartLink.Supervisor> supervisor;
    final Vec<UserSide> user;
    /** Harts with EN=1 seen. */
    final Signal enabled;
    final Presentation presentation;
    final Withdrawal withdrawal;

    /** Supervisor and user level of hart 0, of hart 1 and so on. */
    final Vec<Holding> holding;
    final Vacancy vacancy;
    /** Harts whose supervisor VID is withdrawn in this cycle. */
    final Signal withdrawn;
    /** A VID that waits again. */
    final PendingSet.One returned;
    /** A VID that was delivered. */
    final PendingSet.One delivered;
    /** A slot, and whether a hart has a VID of it presented, running or parked. */
    final Signal slot;
    final Signal slotBusy = output(1);
    /** Some presentation ends in this cycle; some service is wanted. */
    final Signal ending = output(1);
    final Signal serving = output(1);

    /** The user VI of a link without the context. */
    record UserSide(Signal push, Signal vid, Signal withdraw, Signal event) implements Bundle {
        static UserSide shape(ViConfig c) {
            return new UserSide(Signal.of(1), Signal.of(c.vidBits()), Signal.of(1), Bundle.flip(Signal.of(UserEvent.BITS)));
        }
    }

    Presenters(ViConfig c) {
        supervisor = output(Vec.of(c.harts(), h -> HartLink.Supervisor.shape()));
        user = output(Vec.of(c.harts(), h -> UserSide.shape(c)));
        enabled = input(c.harts());
        presentation = input(Presentation.shape(c));
        withdrawal = input(Withdrawal.shape(c));
        holding = output(Vec.of(2 * c.harts(), i -> Holding.shape(c)));
        vacancy = output(Vacancy.shape(c));
        withdrawn = output(c.harts());
        slot = input(c.slotBits());
        returned = output(PendingSet.One.shape(c));
        delivered = output(PendingSet.One.shape(c));

        Vec<SupervisorPresenter> supervisors = Vec.of(c.harts(), h -> add(new SupervisorPresenter(c)));
        Vec<UserPresenter> users = Vec.of(c.harts(), h -> add(new UserPresenter(c)));
        List<Service> services = new ArrayList<>();
        for (int h = 0; h < c.harts(); h++) {
            SupervisorPresenter s = supervisors.get(h);
            UserPresenter u = users.get(h);
            Bits chosen = presentation.valid().and(presentation.hart().bit(h));
            assign(s.assignment, chosen.and(presentation.user().not()));
            assign(u.assignment, chosen.and(presentation.user()));
            Bundle.set(s.withdrawal, withdrawal);
            Bundle.set(u.withdrawal, withdrawal);
            s.enabled.set(enabled.bit(h));
            Bundle.connect(supervisor.get(h), s.link);
            user.get(h).push().set(u.push);
            user.get(h).vid().set(u.vid);
            user.get(h).withdraw().set(u.withdraw);
            u.happens.set(user.get(h).event());
            Bundle.set(holding.get(2 * h), s.holding);
            Bundle.set(holding.get(2 * h + 1), u.holding);
            services.add(s.service);
            services.add(u.service);
        }
        vacancy.supervisorFree().set(byHart(c, h -> holding.get(2 * h).presented().not()));
        vacancy.userFree().set(byHart(c, h -> users.get(h).idle));
        vacancy.supervisorReady().set(byHart(c, h -> supervisors.get(h).free));
        vacancy.userReady().set(byHart(c, h -> users.get(h).free));
        withdrawn.set(byHart(c, h -> supervisors.get(h).withdrawn));
        ending.set(byHart(c, h -> supervisors.get(h).ends.or(users.get(h).ends)).any());
        slotBusy.set(byHart(c, h -> has(supervisors.get(h).heldSlot, supervisors.get(h).holding)
                .or(has(users.get(h).heldSlot, users.get(h).holding))).any());
        serve(c, services);
    }

    private Bits has(Bits heldSlot, Holding h) {
        return heldSlot.eq(slot).and(h.presented().or(h.running()));
    }

    private void assign(Assignment to, Bits valid) {
        to.valid().set(valid);
        to.vid().set(presentation.vid());
        to.slot().set(presentation.slot());
        to.priority().set(presentation.priority());
    }

    private void serve(ViConfig c, List<Service> services) {
        RoundRobin turn = add(new RoundRobin(services.size()));
        List<Bits> wanted = services.stream().map(s -> s.giveBack().or(s.count())).toList();
        turn.request.set(Bits.cat(wanted.reversed()));
        turn.advance.set(1);
        for (int i = 0; i < services.size(); i++) {
            services.get(i).grant().set(turn.grant.bit(i));
        }
        Bits vid = OneHot.select(turn.grant, holding.asList().stream().map(Holding::vid).toList());
        Bits isReturn = OneHot.select(turn.grant, services.stream().map(Service::giveBack).toList());
        serving.set(turn.grant.any());
        returned.valid().set(turn.grant.any().and(isReturn));
        returned.vid().set(vid);
        delivered.valid().set(turn.grant.any().and(isReturn.not()));
        delivered.vid().set(vid);
    }

    private static Bits byHart(ViConfig c, java.util.function.IntFunction<Bits> bit) {
        List<Bits> bits = new ArrayList<>();
        for (int h = c.harts() - 1; h >= 0; h--) {
            bits.add(bit.apply(h));
        }
        return Bits.cat(bits);
    }
}

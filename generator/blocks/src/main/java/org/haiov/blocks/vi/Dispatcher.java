package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/**
 * Decides in each cycle on one candidate, the request being committed (fast path) or the scanner's, whether and to which hart
 * it goes.
 */
final class Dispatcher extends Component {
    /**
     * The request in its commit cycle, and whether its config lets it go; then whether it makes its VID pending anew, and whether a
     * presenter still has that VID in hand.
     */
    final Candidate commit;
    final Signal commitDeliverable = input(1);
    final Signal commitFresh = input(1);
    final Signal commitBusy = input(1);

    final Signal scanReady = input(1);
    final Candidate scan;
    /** The scanner's VID waits, its config lets it go, and no presenter has it in hand. */
    final Signal scanFits = input(1);
    final Signal scanDecided = output(1);
    final Signal sweepBegins = input(1);
    final Signal sweepEnds = input(1);
    final Signal nothingWaits = input(1);

    final HartsSeen harts;
    final Vacancy vacancy;

    /** The candidate's slot: whether it is drained, and whether it has a token. */
    final Signal slot;
    final Signal drained = input(1);
    final Signal token = input(1);

    final Presentation presentation;
    /** Of the presentation: the part of the routing rule that chose, and whether it is the request's. */
    final Signal rank = output(2);
    final Signal fast = output(1);

    Dispatcher(ViConfig c) {
        commit = input(Candidate.shape(c));
        scan = input(Candidate.shape(c));
        harts = input(HartsSeen.shape(c));
        vacancy = input(Vacancy.shape(c));
        slot = output(c.slotBits());
        presentation = output(Presentation.shape(c));

        // alternate when both want the router
        Reg scanFirst = reg(1, 0);
        Bits useCommit = commitDeliverable.and(scanFirst.and(scanReady).not());
        scanFirst.set(scanReady.and(useCommit));
        scanDecided.set(scanReady.and(useCommit.not()));
        Candidate chosen = wire(Candidate.shape(c));
        Bundle.set(chosen, scan);
        when(useCommit, () -> Bundle.set(chosen, commit));
        slot.set(chosen.slot());

        Router router = add(new Router(c));
        router.affinity.set(chosen.affinity());
        router.home.set(chosen.home());
        router.user.set(chosen.user());
        router.enabled.set(harts.enabled());
        router.inUser.set(harts.inUser());
        router.idle.set(harts.idle());
        router.accepts.set(harts.accepts());
        router.supervisorFree.set(vacancy.supervisorFree());
        router.userFree.set(vacancy.userFree());
        rank.set(router.rank);

        int n = c.harts();
        // level supervisor in the low half, user in the high half
        Bits ready = vacancy.ready();
        Reg inSweep = reg(2 * n, 0);
        Reg open = reg(2 * n, 0);
        Bits mayUse = useCommit.mux(nothingWaits.repeat(2 * n).or(open), inSweep).and(ready);
        Bits mayUseLevel = chosen.user().mux(mayUse.high(n), mayUse.low(n));
        Bits hart = router.choice.and(mayUseLevel);

        Bits fits = useCommit.mux(commitFresh.and(commitBusy.not()), scanReady.and(scanFits));
        Bits valid = fits.and(hart.any()).and(token).and(drained.not());
        presentation.valid().set(valid);
        presentation.hart().set(hart);
        presentation.user().set(chosen.user());
        presentation.vid().set(chosen.vid());
        presentation.slot().set(chosen.slot());
        presentation.priority().set(chosen.priority());
        fast.set(useCommit);

        Bits taken = valid.repeat(2 * n).and(chosen.user().mux(Bits.cat(hart, Bits.lit(0, n)), hart.zext(2 * n)));
        inSweep.set(sweepBegins.mux(ready, inSweep).and(taken.not()));
        open.set(sweepEnds.mux(open.or(inSweep), open).and(taken.not()));
        assertThat(valid.not().or(hart.and(hart.minus(1)).isZero()), "presented to two harts");
    }
}

package org.haiov.blocks.fetch;

import org.haiov.blocks.cache.FetchLink;
import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Enumerated;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/**
 * Stages F1, F2 and A. F1 gives an address to cache and predictors; F2 has the block and what is foreseen of it, and says in the same cycle
 * where F1 goes on, so that a taken branch costs no cycle of fetching.
 */
public final class FetchUnit extends Component {
    public final FetchLink cache = output(FetchLink.shape());
    /** From W; goes before {@code outcome}. */
    public final Restart restart = input(Restart.shape());
    /** From E. */
    public final Outcome outcome;
    /** To D, registered; held until {@code ready}. */
    public final Fetched out;
    public final Signal ready = input(1);

    public FetchUnit(HartConfig c) {
        outcome = input(Outcome.shape(c));
        out = output(Fetched.shape(c));
        BranchTargets targets = add(new BranchTargets(c));
        Directions directions = add(new Directions(c));
        ReturnStack returns = add(new ReturnStack(c));
        FetchQueue queue = add(new FetchQueue(c));
        Aligner aligner = add(new Aligner(c));

        Reg pc = reg(64, c.resetVector());
        Reg underWay = reg(1, 0);
        Reg address = reg(64);
        Reg history = reg(Prediction.historyBits(c), 0);
        Reg stopped = reg(1, 0);

        // F2
        Bits known = targets.hit.and(targets.entry.end().geu(address.slice(2, 1)));
        Bits isBranch = flow(targets.entry.flow(), Flow.BRANCH);
        Bits taken = known.and(isBranch.not().or(directions.counter.msb()));
        Bits target = flow(targets.entry.flow(), Flow.RETURN).mux(returns.top, targets.entry.target());
        Bits block = address.slice(63, 3);
        Bits next = taken.mux(Bits.cat(address.high(63 - Prediction.TARGET_BITS), target, Bits.lit(0, 1)),
                Bits.cat(block.plus(1), Bits.lit(0, 3)));
        Bits history2 = known.and(isBranch).mux(Bits.cat(history, taken).low(history.width()), history);
        Bits answered = underWay.and(cache.answered());
        Bits begins = restart.valid().or(outcome.valid().and(outcome.wrong()));
        Bits confused = aligner.confused.and(outcome.valid().not());
        Bits anew = begins.or(confused);
        Bits goes = answered.and(anew.not());

        queue.push.set(goes);
        queue.clear.set(anew);
        queue.pushed.data().set(cache.data());
        queue.pushed.end().set(targets.entry.end());
        queue.pushed.failed().set(cache.failed());
        Bundle.set(queue.pushed.fault(), cache.fault());
        queue.pushed.prediction().taken().set(taken);
        queue.pushed.prediction().target().set(target);
        queue.pushed.prediction().counter().set(directions.counter);
        queue.pushed.prediction().history().set(history);
        queue.pushed.prediction().returns().set(returns.place);
        when(goes, () -> {
            history.set(history2);
            stopped.set(cache.failed());
        });

        // F1
        Bits room = queue.count.zext(4).plus(underWay.zext(4)).ltu(FetchQueue.DEPTH);
        Bits fails = answered.and(cache.failed());
        Bits issue = anew.not().and(stopped.not()).and(fails.not()).and(room).and(underWay.not().or(answered));
        Bits from = underWay.mux(next, pc);
        cache.valid().set(issue);
        cache.address().set(from);
        cache.invalidate().set(restart.valid().and(restart.invalidate()));
        targets.read.set(issue);
        targets.address.set(from);
        directions.read.set(issue);
        directions.address.set(from);
        directions.history.set(underWay.mux(history2, history));
        when(answered, () -> {
            pc.set(next);
            underWay.set(0);
        });
        when(issue, () -> {
            underWay.set(1);
            address.set(from);
        });
        Bits elsewhere = restart.valid().mux(restart.pc(), begins.mux(outcome.next(), aligner.pc));
        when(anew, () -> {
            pc.set(elsewhere);
            underWay.set(0);
            stopped.set(0);
        });

        learn(targets, directions, returns, history, goes.and(taken), confused, aligner.pc);
        returns.link.set(Bits.cat(address.slice(38, 3), targets.entry.end()).plus(1));

        aligner.count.set(queue.count);
        Bundle.set(aligner.first, queue.first);
        Bundle.set(aligner.second, queue.second);
        queue.pop.set(aligner.pop);
        aligner.restart.set(begins);
        aligner.restartPc.set(elsewhere);

        Fetched d = reg(Fetched.shape(c));
        Bits free = ready.or(d.valid().not());
        aligner.ready.set(free);
        when(free, () -> Bundle.set(d, aligner.out));
        when(begins, () -> d.valid().set(0));
        Bundle.set(out, d);
    }

    /** What E found goes into the predictors. */
    private void learn(BranchTargets targets, Directions directions, ReturnStack returns, Reg history, Bits takes, Bits confused, Bits at) {
        Bits wrong = outcome.valid().and(outcome.wrong()).and(restart.valid().not());
        Bits branch = outcome.flows().and(flow(outcome.flow(), Flow.BRANCH));
        targets.write.set(wrong.and(outcome.taken().or(outcome.flows().not())).or(confused));
        targets.keep.set(confused.not().and(outcome.flows()));
        targets.writeAddress.set(confused.mux(at, outcome.last()));
        targets.written.end().set(outcome.last().slice(2, 1));
        targets.written.flow().set(outcome.flow());
        targets.written.target().set(outcome.next().slice(Prediction.TARGET_BITS, 1));

        directions.write.set(outcome.valid().and(branch));
        directions.writeAddress.set(outcome.last());
        directions.writeHistory.set(outcome.prediction().history());
        directions.counted.set(outcome.prediction().counter());
        directions.taken.set(outcome.taken());
        when(wrong, () -> history.set(branch.mux(Bits.cat(outcome.prediction().history(), outcome.taken()).low(history.width()),
                outcome.prediction().history())));

        returns.push.set(takes.and(flow(targets.entry.flow(), Flow.CALL)));
        returns.pop.set(takes.and(flow(targets.entry.flow(), Flow.RETURN)));
        returns.restore.set(wrong);
        returns.restored.set(outcome.prediction().returns());
        returns.restoredPush.set(outcome.flows().and(flow(outcome.flow(), Flow.CALL)));
        returns.restoredPop.set(outcome.flows().and(flow(outcome.flow(), Flow.RETURN)));
        returns.restoredLink.set(outcome.link().slice(Prediction.TARGET_BITS, 1));
        outcome.link().ignored();
    }

    private static Bits flow(Bits flow, Flow kind) {
        return flow.eq(Enumerated.encode(kind));
    }
}

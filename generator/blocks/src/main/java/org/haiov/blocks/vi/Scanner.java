package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.StateMachine;
import org.haiov.hdl.lib.OneHot;
import org.haiov.hdl.lib.Priority;

/**
 * Sweeps over the waiting VIDs that a hart may get: priority 3 to 0, lowest VID first, one candidate a cycle. A sweep takes a step
 * for each word of each priority and one for each candidate, and all candidates are decided before it ends.
 */
final class Scanner extends Component {
    private enum State { REST, LOAD, PICK, SETTLE }

    /** 1 bit: no new candidate is picked. */
    final Signal hold = input(1);
    /** 1 bit: something became pending or deliverable in this cycle. */
    final Signal news = input(1);

    /** The word looked at, and what it holds: waiting VIDs, and those of the priority that a hart may get. */
    final Signal prio = output(ViConfig.PRIORITY_BITS);
    final Signal wordIndex;
    final Signal waiting;
    final Signal deliverable;

    /** The config to read for a candidate, one cycle before it is used. */
    final Signal lookUp = output(1);
    final Signal lookUpVid;
    final Delivery config;

    /** The candidate to decide on; it stays until {@code decided}. */
    final Signal ready = output(1);
    final Candidate candidate;
    final Signal candidateDeliverable = output(1);
    final Signal decided = input(1);

    /** Pulses: a sweep begins; it ends and all its candidates are decided. */
    final Signal begins = output(1);
    final Signal ends = output(1);
    /** No VID waits that a hart may get (and that does not just this moment begin to). */
    final Signal nothingWaits = output(1);
    /** 1 bit: a candidate is on its way. */
    final Signal busy = output(1);

    Scanner(ViConfig c) {
        wordIndex = output(c.wordIndexBits());
        waiting = input(c.wordBits());
        deliverable = input(c.wordBits());
        lookUpVid = output(c.vidBits());
        config = input(Delivery.shape(c));
        candidate = output(Candidate.shape(c));

        Reg prioNow = reg(ViConfig.PRIORITY_BITS, 3);
        Reg at = reg(c.wordIndexBits(), 0);
        Reg left = reg(c.wordBits(), 0);
        Reg found = reg(1, 0);
        Reg fresh = reg(1, 0);
        Reg quiet = reg(1, 1);
        prio.set(prioNow);
        wordIndex.set(at);
        nothingWaits.set(quiet);

        // three steps of a candidate: picked (config is read), read, ready
        Reg readValid = reg(1, 0);
        Reg readVid = reg(c.vidBits(), 0);
        Reg readyValid = reg(1, 0);
        Candidate readyCandidate = reg(Candidate.shape(c));
        Reg readyDeliverable = reg(1, 0);
        Bits readyMoves = readyValid.not().or(decided);
        Bits readMoves = readValid.not().or(readyMoves);

        Bits lowest = Priority.first(left);
        Bits bit = OneHot.decode(lowest);
        Bits vid = c.words() == 1 ? bit : Bits.cat(at, bit);
        StateMachine<State> state = machine(State.REST);
        Bits pick = state.is(State.PICK).and(hold.not()).and(readMoves);
        lookUp.set(pick);
        lookUpVid.set(vid);
        when(readMoves, () -> {
            readValid.set(pick);
            readVid.set(vid);
        });
        when(readyMoves, () -> {
            readyValid.set(readValid);
            readyCandidate.from(readVid, config);
            readyDeliverable.set(config.deliverable());
        });
        ready.set(readyValid);
        Bundle.set(candidate, readyCandidate);
        candidateDeliverable.set(readyDeliverable);
        busy.set(readValid.or(readyValid));

        Bits lastWord = c.words() == 1 ? Bits.lit(true) : at.eq(c.words() - 1);
        Bits last = lastWord.and(prioNow.isZero());
        Runnable nextWord = () -> {
            when(last, () -> state.go(State.SETTLE)).otherwise(() -> state.go(State.LOAD));
            when(lastWord, () -> {
                prioNow.set(prioNow.minus(1));
                at.set(0);
            }).otherwise(() -> at.set(at.plus(1)));
        };
        Bits there = waiting.and(deliverable);
        Bits starts = state.is(State.REST).and(quiet.not()).and(hold.not());
        Bits settled = state.is(State.SETTLE).and(readValid.not()).and(readyValid.not());
        begins.set(starts);
        ends.set(settled);

        when(starts, () -> {
            found.set(0);
            fresh.set(0);
            prioNow.set(3);
            at.set(0);
        });
        state.in(State.REST, () -> when(starts, () -> state.go(State.LOAD)));
        state.in(State.LOAD, () -> when(hold.not(), () -> {
            left.set(there);
            when(there.any(), () -> {
                found.set(1);
                state.go(State.PICK);
            }).otherwise(nextWord);
        }));
        state.in(State.PICK, () -> when(pick, () -> {
            Bits rest = left.xor(lowest);
            left.set(rest);
            when(rest.isZero(), nextWord);
        }));
        state.in(State.SETTLE, () -> when(settled, () -> {
            state.go(State.REST);
            when(found.or(fresh).not(), () -> quiet.set(1));
        }));
        when(news, () -> {
            fresh.set(1);
            quiet.set(0);
        });
        assertThat(pick.not().or(left.any()), "a candidate out of nothing");
    }
}

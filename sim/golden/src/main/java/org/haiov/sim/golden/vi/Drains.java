package org.haiov.sim.golden.vi;

import java.util.Arrays;
import org.haiov.facts.Facts;
import org.haiov.facts.Register;

/** Drain requests and when they are found done (docs/hart-link.md, P7 and section 10). */
final class Drains {
    private static final Register DRAIN = Facts.viController().register("slot.drain");

    private final State state;
    private final Journal journal;
    private final Statistics statistics;
    private final Bounds bounds;
    /** Slots whose last write was requested=1 and which were not yet reported done. */
    private long awaited;
    private final long[] doneSince;

    Drains(State state, Journal journal, Statistics statistics, Bounds bounds) {
        this.state = state;
        this.journal = journal;
        this.statistics = statistics;
        this.bounds = bounds;
        doneSince = new long[state.size.slots()];
        Arrays.fill(doneSince, -1);
    }

    /** Position 1: the controller says it found a drain done. */
    void found(Cycle cycle) {
        if (!cycle.drainDoneValid) {
            return;
        }
        int slot = cycle.drainDoneSlot;
        journal.add(History.Kind.DRAIN_DONE, slot, 0, 0);
        if (slot >= state.size.slots() || (awaited >>> slot & 1) == 0) {
            throw journal.broken(Rule.DRAIN_DONE, "slot " + slot + " is reported done without a new request for it");
        }
        if (!state.drainIsDone(slot)) {
            throw journal.broken(Rule.DRAIN_DONE, "slot " + slot + " is reported done while " + state.placedInSlot[slot]
                    + " of its VIDs are presented, running or parked and " + state.unanswered[slot] + " requests await their answer");
        }
        awaited &= ~(1L << slot);
        doneSince[slot] = -1;
        statistics.drainsDone++;
    }

    /** Position 4: after a register write. */
    void written(int address, long data) {
        long past = address - DRAIN.offset();
        int slot = (int) (past / DRAIN.stride());
        if (past < 0 || past % DRAIN.stride() != 0 || slot >= state.size.slots()) {
            return;
        }
        doneSince[slot] = -1;
        if (state.isDrained(slot)) {
            awaited |= 1L << slot;
        } else {
            awaited &= ~(1L << slot);
        }
    }

    /** End of a cycle. */
    void end() {
        for (long left = awaited; left != 0; left &= left - 1) {
            int slot = Long.numberOfTrailingZeros(left);
            if (!state.drainIsDone(slot)) {
                doneSince[slot] = -1;
            } else if (doneSince[slot] < 0) {
                doneSince[slot] = journal.now();
            } else if (journal.now() - doneSince[slot] > bounds.drainFound()) {
                throw journal.broken(Rule.DRAIN_BOUND, "the drain of slot " + slot + " is done since cycle " + doneSince[slot]
                        + " and not reported");
            }
        }
    }
}

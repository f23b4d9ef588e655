package org.haiov.sim.golden.vi;

import java.util.Arrays;

/** Requests from acceptance to answer (docs/hart-link.md, section 3). */
final class Requests {
    private static final int DEPTH = 4;
    /** Cycles after the response of a holding access in which acceptance may still pause. */
    private static final int PAUSE_MARGIN = 4;

    private final State state;
    private final Transitions transitions;
    private final Journal journal;
    private final WaitingSet waiting;
    private final Statistics statistics;
    private final Bounds bounds;

    private final int[] hart = new int[DEPTH];
    private final long[] index = new long[DEPTH];
    private final int[] slot = new int[DEPTH];
    private final long[] quietAt = new long[DEPTH];
    private int next;

    private int lastValid;
    private int lastAccepted;
    private final long[] lastIndex;
    private final int[] lastSlot;
    private final long[] validSince;
    /** When the request that made a VID pending was accepted; -1 once it was presented or where software set it. */
    private final long[] acceptedAt;
    private long lastDisturbance = -1;
    private long pauseUntil = -1;

    /** The VID that this cycle's answer made pending or found pending, or -1. */
    private int answered;
    private boolean fast;

    Requests(State state, Transitions transitions, Journal journal, WaitingSet waiting, Statistics statistics, Bounds bounds) {
        this.state = state;
        this.transitions = transitions;
        this.journal = journal;
        this.waiting = waiting;
        this.statistics = statistics;
        this.bounds = bounds;
        int harts = state.size.harts();
        lastIndex = new long[harts];
        lastSlot = new int[harts];
        validSince = new long[harts];
        acceptedAt = new long[state.size.vids()];
        Arrays.fill(acceptedAt, -1);
        Arrays.fill(hart, -1);
    }

    /** A register access that holds requests back is on its way. */
    void pause() {
        pauseUntil = journal.now() + PAUSE_MARGIN;
    }

    /** Something else than requests keeps the controller busy in this cycle. */
    void disturb() {
        lastDisturbance = journal.now();
    }

    /** Position 3 of a cycle: the answer, which is the request's commit. */
    void answer(Cycle cycle) {
        answered = -1;
        fast = false;
        long accepted = journal.now() - bounds.answer();
        int at = (int) (accepted & DEPTH - 1);
        if (accepted < 0 || hart[at] < 0) {
            if (cycle.answerValid || cycle.ansValid != 0) {
                throw journal.broken(Rule.ANSWER, "an answer (ans.valid=0b" + Integer.toBinaryString(cycle.ansValid) + ", ev.answer.valid="
                        + cycle.answerValid + ") where no request was accepted " + bounds.answer() + " cycles before");
            }
            return;
        }
        int h = hart[at];
        hart[at] = -1;
        state.unanswered[slot[at]]--;
        int vid = transitions.target(index[at], slot[at]);
        boolean ok = vid >= 0;
        boolean coalesced = ok && state.pending(vid);
        journal.add(History.Kind.ANSWER, h, vid, ok ? coalesced ? 3 : 1 : 0);
        if (cycle.ansValid != 1 << h || !cycle.answerValid || cycle.answerHart != h) {
            throw journal.broken(Rule.ANSWER, "the request of hart " + h + " accepted in cycle " + accepted + " is due now, but ans.valid=0b"
                    + Integer.toBinaryString(cycle.ansValid) + ", ev.answer.valid=" + cycle.answerValid + " for hart " + cycle.answerHart);
        }
        if (cycle.ansOk != (ok ? 1 << h : 0) || cycle.answerOk != ok) {
            throw journal.broken(Rule.REQUEST_FAULT, "request (" + index[at] + ", slot " + slot[at] + ") of hart " + h + " is "
                    + (ok ? "good" : "a fault") + ", but the answer is ok=0b" + Integer.toBinaryString(cycle.ansOk) + ", ev ok=" + cycle.answerOk
                    + "; " + transitions.describe(index[at]));
        }
        if (!ok) {
            statistics.faults++;
            return;
        }
        if (cycle.answerVid != vid || cycle.answerCoalesced != coalesced) {
            throw journal.broken(Rule.COALESCE, "request (" + index[at] + ", slot " + slot[at] + ") is for vid " + vid + ", coalesced="
                    + coalesced + ", but ev.answer says vid " + cycle.answerVid + ", coalesced=" + cycle.answerCoalesced);
        }
        if (transitions.request(vid)) {
            statistics.coalesced++;
        } else {
            acceptedAt[vid] = accepted;
            waiting.refresh(vid);
        }
        answered = vid;
        fast = !coalesced && quietAt[at] == accepted && lastDisturbance < accepted && alone(at);
    }

    private boolean alone(int at) {
        for (int i = 0; i < DEPTH; i++) {
            if (i != at && hart[i] >= 0) {
                return false;
            }
        }
        return true;
    }

    /** After position 5: a request that met an idle controller must have been presented in this very cycle. */
    void checkFastPath(Cycle cycle, Routing routing, TokenBuckets buckets, Presentations presentations) {
        if (fast && cycle.presentValid && cycle.presentVid == answered) {
            if (!cycle.presentFast) {
                throw journal.broken(Rule.FAST_EVENT, "vid " + answered + " was presented in the cycle of its answer, but fast=0");
            }
            statistics.fastPaths++;
        } else if (fast && waiting.waits(answered) && buckets.certainFrom(state.slot(answered)) <= journal.now()) {
            int choice = routing.choose(state.config[answered], state.level(answered));
            if (choice != Routing.NONE && presentations.settled(Routing.hart(choice))) {
                throw journal.broken(Rule.FAST_PATH, "the controller was idle when the request for vid " + answered
                        + " was accepted, it has " + Routing.describe(choice) + " to go to, and is not presented");
            }
        }
    }

    /** ev.present.fast claims that the VID comes straight from its request. */
    boolean answeredNow(int vid) {
        return answered == vid;
    }

    /** A VID goes to a hart's line in the next cycle. */
    void presented(int vid) {
        if (acceptedAt[vid] >= 0) {
            statistics.latency(journal.now() + 1 - acceptedAt[vid]);
            acceptedAt[vid] = -1;
        }
    }

    /** End of a cycle: who was accepted. */
    void accept(Cycle cycle) {
        long now = journal.now();
        int accepted = cycle.accepted();
        checkHarts(cycle);
        if (Integer.bitCount(accepted) > 1) {
            throw journal.broken(Rule.ROUND_ROBIN, "requests of several harts are accepted: 0b" + Integer.toBinaryString(accepted));
        }
        if (accepted == 0) {
            if (cycle.reqValid != 0 && now > bounds.startUp() && now > pauseUntil) {
                throw journal.broken(Rule.SUSTAINED, "requests of harts 0b" + Integer.toBinaryString(cycle.reqValid)
                        + " wait and none is accepted, though no holding register access is on its way");
            }
        } else {
            int h = Integer.numberOfTrailingZeros(accepted);
            int fromNext = cycle.reqValid & -(1 << next);
            int expected = Integer.numberOfTrailingZeros(fromNext != 0 ? fromNext : cycle.reqValid);
            if (h != expected) {
                throw journal.broken(Rule.ROUND_ROBIN, "hart " + h + " is accepted before hart " + expected + "; valid 0b"
                        + Integer.toBinaryString(cycle.reqValid) + ", next in turn is hart " + next);
            }
            if (now < bounds.startUp() - 4) {
                throw journal.broken(Rule.START_UP, "a request of hart " + h + " is accepted while memories are cleared");
            }
            next = h + 1 == state.size.harts() ? 0 : h + 1;
            int at = (int) (now & DEPTH - 1);
            hart[at] = h;
            index[at] = cycle.reqIndex[h];
            slot[at] = cycle.reqSlot[h];
            quietAt[at] = cycle.quiet ? now : -1;
            state.unanswered[slot[at]]++;
            statistics.accepted++;
            journal.add(History.Kind.ACCEPT, h, index[at], slot[at]);
        }
        lastValid = cycle.reqValid;
        lastAccepted = accepted;
    }

    /** Link Q1, and the bound on acceptance. */
    private void checkHarts(Cycle cycle) {
        long now = journal.now();
        int held = lastValid & ~lastAccepted;
        if ((held & ~cycle.reqValid) != 0) {
            throw journal.broken(Rule.HART_REQUEST, "req.valid of harts 0b" + Integer.toBinaryString(held & ~cycle.reqValid) + " fell before acceptance");
        }
        for (int left = cycle.reqValid; left != 0; left &= left - 1) {
            int h = Integer.numberOfTrailingZeros(left);
            if ((held >>> h & 1) == 0) {
                validSince[h] = now;
                lastIndex[h] = cycle.reqIndex[h];
                lastSlot[h] = cycle.reqSlot[h];
            } else if (lastIndex[h] != cycle.reqIndex[h] || lastSlot[h] != cycle.reqSlot[h]) {
                throw journal.broken(Rule.HART_REQUEST, "the request of hart " + h + " changed before acceptance");
            } else if (now - Math.max(validSince[h], bounds.startUp()) > bounds.acceptance()) {
                throw journal.broken(Rule.ACCEPTANCE, "the request of hart " + h + " waits since cycle " + validSince[h]);
            }
        }
    }

    /** Whether a request accepted earlier awaits its answer still. */
    boolean underWay() {
        return !alone(-1);
    }
}

package org.haiov.sim.golden.vi;

/** The present cycle, the events so far, and the way to say that a rule was broken. */
final class Journal {
    private final History history = new History();
    private final State state;
    private long now = -1;

    Journal(State state) {
        this.state = state;
    }

    /** Cycles since reset; the first cycle after it is 0. */
    long now() {
        return now;
    }

    void nextCycle() {
        now++;
    }

    void add(History.Kind kind, long a, long b, long c) {
        history.add(now, kind, a, b, c);
    }

    /** Never returns; {@code throw journal.broken(...)} tells the compiler so. */
    Violation broken(Rule rule, String what) {
        return new Violation(rule, now, what, history.toString(), state.toString());
    }
}

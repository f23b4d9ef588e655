package org.haiov.sim.golden.vi;

/** A controller (or a hart at its link) did what the specification forbids. The message has the events before it and the state. */
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Rule rule;
    private final long cycle;

    Violation(Rule rule, long cycle, String what, String history, String state) {
        super("cycle " + cycle + ": " + rule + ": " + what + "\n  rule: " + rule.text() + "\n" + history + state);
        this.rule = rule;
        this.cycle = cycle;
    }

    public Rule rule() {
        return rule;
    }

    /** Cycles since reset. */
    public long cycle() {
        return cycle;
    }
}

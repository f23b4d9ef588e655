package org.haiov.sim.engine.compare;

import org.haiov.ir.HaiovException;

/** Two engines do not agree on a design. The message has the signal, the cycle, both values and a wave of the cycles before. */
public final class Divergence extends HaiovException {
    private static final long serialVersionUID = 1L;
    private final String path;
    private final long cycle;

    Divergence(String path, long cycle, String what, String wave) {
        super("cycle " + cycle + ": " + path + ": " + what + (wave.isEmpty() ? "" : "\n" + wave));
        this.path = path;
        this.cycle = cycle;
    }

    /** The signal or memory word, or the part of a memory's write port. */
    public String path() {
        return path;
    }

    /** Cycle of the main clock before whose edge they differ first; for the contents of a memory the cycle it was noticed in. */
    public long cycle() {
        return cycle;
    }
}

package org.haiov.sim.engine;

import org.haiov.ir.HaiovException;

/** An assert or assume of the design did not hold. */
public final class AssertionFailure extends HaiovException {
    private static final long serialVersionUID = 1L;
    private final String path;
    private final long cycle;

    /**
     * @param path hierarchical name of the check
     * @param cycle cycle of the main clock just before whose edge it failed
     * @param message the check's own message with its source line
     */
    public AssertionFailure(String path, long cycle, String message) {
        super("cycle " + cycle + ": " + path + ": " + message);
        this.path = path;
        this.cycle = cycle;
    }

    public String path() {
        return path;
    }

    public long cycle() {
        return cycle;
    }
}

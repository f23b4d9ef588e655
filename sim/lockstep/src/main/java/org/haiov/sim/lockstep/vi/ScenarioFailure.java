package org.haiov.sim.lockstep.vi;

import org.haiov.ir.HaiovException;

/** A controller that kept to every rule of the model and still did not do what a directed scenario is about. */
public final class ScenarioFailure extends HaiovException {
    private static final long serialVersionUID = 1L;

    public ScenarioFailure(long cycle, String message) {
        super("cycle " + cycle + ": " + message);
    }
}

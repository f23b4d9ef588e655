package org.haiov.sim.engine.compare;

/** Drives the inputs of both engines. */
@FunctionalInterface
public interface Stimulus {
    /**
     * Sets the inputs for one cycle. Called for many cycles ahead of the engines, so it must not look at outputs; what has to react
     * to them goes cycle by cycle with {@link Comparison#step()}.
     *
     * @param cycle of the main clock
     */
    void drive(long cycle, Inputs inputs);
}

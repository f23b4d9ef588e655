package org.haiov.sim.engine;

/** A saved state of a simulation, see {@link Simulation#save()}; does not change afterwards. */
public interface Snapshot {
    /** Cycle it was taken at. */
    long cycle();
}

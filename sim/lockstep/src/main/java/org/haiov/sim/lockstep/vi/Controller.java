package org.haiov.sim.lockstep.vi;

import org.haiov.sim.golden.vi.Configuration;
import org.haiov.sim.golden.vi.Cycle;

/** A VI controller that can be run cycle by cycle: hardware on an engine, or anything that behaves like it. */
public interface Controller extends AutoCloseable {
    Configuration size();

    /** Resets it; the next {@link #cycle} is the first one after reset. */
    void reset();

    /** One cycle: takes the inputs in {@code cycle} and fills in every output and event of the same cycle. */
    void cycle(Cycle cycle);

    /** Finishes comparisons that are done in bulk, so that nothing up to here is left unlooked at. */
    default void finish() {
    }

    /** What runs it, for reports. */
    String name();

    @Override
    default void close() {
    }
}

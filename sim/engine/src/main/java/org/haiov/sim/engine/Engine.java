package org.haiov.sim.engine;

import org.haiov.ir.Design;

/** A way to run designs. */
public interface Engine {
    /** For messages and reports: {@code jvm} or {@code verilator}. */
    String name();

    /** Makes a simulation at power-up, cycle 0; the caller closes it. */
    Simulation open(Design design, EngineOptions options);

    /** Makes a simulation with everything visible and checked. */
    default Simulation open(Design design) {
        return open(design, EngineOptions.DEFAULT);
    }
}

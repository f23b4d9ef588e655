package org.haiov.blocks.vi;

import org.haiov.hdl.Component;
import org.haiov.hdl.Elaborator;
import org.haiov.passes.Checks;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.jvm.JvmEngine;

/** Simulations of components, reset done. */
final class Sims {
    private Sims() {
    }

    static Simulation of(Component component) {
        Simulation sim = new JvmEngine().open(Checks.run(Elaborator.elaborate(component)));
        sim.reset();
        return sim;
    }
}

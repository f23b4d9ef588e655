package org.haiov.verification.bench.engine;

import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.jvm.JvmEngine;

/** From a description to its first cycle in the JVM engine. */
final class FirstCycleMain {
    private FirstCycleMain() {
    }

    /** @param arguments the subject's name */
    public static void main(String[] arguments) {
        try (Simulation simulation = new JvmEngine().open(Subject.named(arguments[0]).elaborate(), EngineOptions.FASTEST)) {
            simulation.step();
            System.out.println(Long.toHexString(simulation.peek("hash")));
        }
    }
}

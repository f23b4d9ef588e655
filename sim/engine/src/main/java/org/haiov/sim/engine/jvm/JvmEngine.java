package org.haiov.sim.engine.jvm;

import org.haiov.ir.Design;
import org.haiov.passes.Flatten;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.jvm.plan.Limits;

/** Runs designs as bytecode in this JVM. */
public final class JvmEngine implements Engine {
    private final Limits limits;

    public JvmEngine() {
        this(Limits.DEFAULT);
    }

    /** An engine that cuts its code otherwise than it would by itself; for tests and measurements. */
    public JvmEngine(Limits limits) {
        this.limits = limits;
    }

    @Override
    public String name() {
        return "jvm";
    }

    @Override
    public Simulation open(Design design, EngineOptions options) {
        // Deep expressions are walked recursively.
        return DeepStack.call(() -> new JvmSimulation(Flatten.run(design), options, limits));
    }
}

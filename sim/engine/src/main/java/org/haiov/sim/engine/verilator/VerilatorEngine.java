package org.haiov.sim.engine.verilator;

import java.nio.file.Path;
import org.haiov.ir.Design;
import org.haiov.passes.ShareModules;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.Simulation;

/**
 * Runs a design's Verilog, built with Verilator into a shared library and called through {@code java.lang.foreign}. Built models are
 * kept in a cache folder and found again by their content; see {@link #cacheFolder()}.
 *
 * <p>Needs the programs of {@link Toolchain}; {@link MissingTool} where one is not there.
 */
public final class VerilatorEngine implements Engine {
    /** What {@link #name()} gives. */
    public static final String NAME = "verilator";
    private final Path cache;
    private final Optimization optimization;
    private final boolean wires;

    /** With the default cache folder, compiled for speed of the run where only the ports are visible, else for speed of the build. */
    public VerilatorEngine() {
        this(BuildCache.defaultRoot(), null, true);
    }

    private VerilatorEngine(Path cache, Optimization optimization, boolean wires) {
        this.cache = cache;
        this.optimization = optimization;
        this.wires = wires;
    }

    /** The same engine with another cache folder. */
    public VerilatorEngine cachedIn(Path folder) {
        return new VerilatorEngine(folder, optimization, wires);
    }

    /** The same engine with models compiled for another purpose. */
    public VerilatorEngine optimizedFor(Optimization purpose) {
        return new VerilatorEngine(cache, purpose, wires);
    }

    /** The same engine that, of what {@link EngineOptions#visibleState()} asks for, leaves out wires: state rows are there, and quicker. */
    public VerilatorEngine withoutWires() {
        return new VerilatorEngine(cache, optimization, false);
    }

    /**
     * Where built models are kept: {@code .haiov/cache} of the project one works in; elsewhere, that is for users of the library,
     * {@code haiov} below {@code XDG_CACHE_HOME}. Property {@code haiov.cache} or environment variable HAIOV_CACHE name another.
     */
    public Path cacheFolder() {
        return cache;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Simulation open(Design design, EngineOptions options) {
        Visibility visibility = !options.visibleState() ? Visibility.PORTS : wires ? Visibility.ALL : Visibility.STATE;
        Optimization purpose = optimization != null ? optimization
                : options.visibleState() ? Optimization.BUILD : Optimization.RUN;
        // Verilog knows modules by their names, which only this pass makes differ; a design that was checked stays as it is.
        ModelPlan plan = new ModelPlan(ShareModules.run(design), options, visibility, purpose);
        Path library = new ModelBuilder(Toolchain.find(), new BuildCache(cache)).build(plan.source());
        return new VerilatorSimulation(plan, options, library);
    }
}

package org.haiov.blocks;

import java.util.HashMap;
import java.util.Map;
import org.haiov.hdl.Component;
import org.haiov.hdl.Elaborator;
import org.haiov.passes.Checks;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.Probe;
import org.haiov.sim.engine.Simulation;

/** A simulation whose signals are looked up once. */
public final class Ports {
    public final Simulation sim;
    private final Map<String, Probe> probes = new HashMap<>();

    /** A simulation of the component, reset done. */
    public Ports(Engine engine, Component component) {
        sim = engine.open(Checks.run(Elaborator.elaborate(component)));
        sim.reset();
    }

    public Probe probe(String path) {
        return probes.computeIfAbsent(path, sim::probe);
    }

    public long get(String path) {
        return probe(path).get();
    }

    public boolean is(String path) {
        return get(path) == 1;
    }

    public void set(String path, long value) {
        probe(path).set(value);
    }

    public void set(String path, boolean value) {
        probe(path).set(value ? 1 : 0);
    }
}

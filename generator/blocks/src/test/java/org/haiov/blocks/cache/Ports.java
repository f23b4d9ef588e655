package org.haiov.blocks.cache;

import java.util.HashMap;
import java.util.Map;
import org.haiov.sim.engine.Probe;
import org.haiov.sim.engine.Simulation;

/** A simulation's signals by name, looked up once. */
final class Ports {
    private final Map<String, Probe> probes = new HashMap<>();
    private final Map<String, Long> last = new HashMap<>();
    private final String number;
    final Simulation sim;

    Ports(Simulation sim) {
        this.sim = sim;
        number = "";
    }

    /** Of the one of several like bundles, whose number comes behind the first word of every name. */
    Ports(Simulation sim, int number) {
        this.sim = sim;
        this.number = "_" + number;
    }

    long get(String name) {
        return probe(name).get();
    }

    boolean is(String name) {
        return get(name) == 1;
    }

    void set(String name, long value) {
        Long before = last.put(name, value);
        if (before == null || before != value) {
            probe(name).set(value);
        }
    }

    void set(String name, boolean value) {
        set(name, value ? 1 : 0);
    }

    private Probe probe(String name) {
        return probes.computeIfAbsent(name, n -> sim.probe(n.replaceFirst("^[a-zA-Z]+", "$0" + number)));
    }
}

package org.haiov.sim.engine.wave;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.haiov.sim.engine.Probe;
import org.haiov.sim.engine.Simulation;

/** Samples a few signals of a simulation cycle by cycle, each time just before the edge, for a {@link TextWave}. */
public final class WaveRecorder {
    private final Simulation simulation;
    private final List<Probe> probes;
    private final List<List<BigInteger>> values = new ArrayList<>();
    private final long firstCycle;

    /** @param paths the signals, in the order in which they will be drawn */
    public WaveRecorder(Simulation simulation, String... paths) {
        this.simulation = simulation;
        probes = Stream.of(paths).map(simulation::probe).toList();
        probes.forEach(_ -> values.add(new ArrayList<>()));
        firstCycle = simulation.cycle();
    }

    /** Samples, then runs one cycle. */
    public void step() {
        for (int i = 0; i < probes.size(); i++) {
            values.get(i).add(probes.get(i).getBig());
        }
        simulation.step();
    }

    /** So many times {@link #step()}. */
    public void run(long cycles) {
        for (long i = 0; i < cycles; i++) {
            step();
        }
    }

    /** What was sampled up to now. */
    public TextWave wave() {
        TextWave wave = new TextWave(firstCycle);
        for (int i = 0; i < probes.size(); i++) {
            wave.add(probes.get(i).path(), probes.get(i).width(), values.get(i));
        }
        return wave;
    }
}

package org.haiov.verification.bench.engine;

import java.io.IOException;
import org.haiov.verification.bench.Bench;
import org.haiov.verification.bench.Measurement;
import org.haiov.verification.bench.Progress;
import org.haiov.verification.bench.Rounds;

/** What our bridge to Verilator costs: run(n) through it against a program with the loop in C++. */
record BridgeBench(Subject subject) implements Bench {
    @Override
    public String name() {
        return "engine/verilator-bridge";
    }

    @Override
    public Measurement measure(Progress progress) throws IOException, InterruptedException {
        progress.tell("on " + subject.name());
        Rounds.Medians medians = Contest.run(subject, "verilator", progress);
        return Measurement.ofSpeed(name(), medians.ours(), "kcycles/s", EngineBench.peer() + "'s loop in C++", medians.peers());
    }
}

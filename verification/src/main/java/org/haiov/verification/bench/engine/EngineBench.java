package org.haiov.verification.bench.engine;

import java.io.IOException;
import org.haiov.sim.engine.verilator.Toolchain;
import org.haiov.verification.bench.Bench;
import org.haiov.verification.bench.Measurement;
import org.haiov.verification.bench.Progress;
import org.haiov.verification.bench.Rounds;

/** Speed of the JVM engine against Verilator's program. */
record EngineBench(Subject subject) implements Bench {
    @Override
    public String name() {
        return "engine/" + subject.name();
    }

    @Override
    public Measurement measure(Progress progress) throws IOException, InterruptedException {
        Rounds.Medians medians = Contest.run(subject, "jvm", progress);
        return Measurement.ofSpeed(name(), medians.ours(), "kcycles/s", peer(), medians.peers());
    }

    /** {@code Verilator 5.006}. */
    static String peer() {
        String[] words = Toolchain.find().verilatorVersion().split(" ");
        return words[0] + " " + words[1];
    }
}

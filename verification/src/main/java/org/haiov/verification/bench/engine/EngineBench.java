package org.haiov.verification.bench.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.haiov.ir.HaiovException;
import org.haiov.sim.engine.verilator.Toolchain;
import org.haiov.verification.bench.Bench;
import org.haiov.verification.bench.Measurement;
import org.haiov.verification.bench.Results;
import org.haiov.verification.bench.Rounds;

/**
 * How fast the JVM engine is beside Verilator, how soon it runs its first cycle, and what the bridge to Verilator costs.
 */
public final class EngineBench implements Bench {
    /** What the first cycle and the bridge are measured on: a design as people have them. */
    private static final Subject REAL = Subject.named("vi-controller");
    private final Map<String, Part> parts = new LinkedHashMap<>();

    /** One result. */
    @FunctionalInterface
    private interface Part {
        Measurement measure(int rounds, Consumer<String> progress) throws IOException, InterruptedException;
    }

    public EngineBench() {
        for (Subject subject : Subject.ALL) {
            parts.put("engine/" + subject.name(), (rounds, progress) -> {
                Rounds.Medians speed = Contest.run(subject, "jvm", rounds, progress);
                return Measurement.moreIsBetter("engine/" + subject.name(), speed.ours(), "kcycles/s", peer(), speed.peers());
            });
        }
        parts.put("engine/first-cycle", (rounds, progress) -> {
            Rounds.Medians seconds = FirstCycle.measure(REAL, rounds, progress);
            return Measurement.lessIsBetter("engine/first-cycle", seconds.ours(), "s", peer(), seconds.peers());
        });
        parts.put("engine/verilator-bridge", (rounds, progress) -> {
            Rounds.Medians speed = Contest.run(REAL, "verilator", rounds, progress);
            return Measurement.moreIsBetter("engine/verilator-bridge", speed.ours(), "kcycles/s", peer() + "'s loop in C++", speed.peers());
        });
    }

    @Override
    public String description() {
        return "JVM engine and bridge to Verilator against Verilator itself";
    }

    @Override
    public List<String> parts() {
        return List.copyOf(parts.keySet());
    }

    @Override
    public Results run(List<String> wanted, int runs, Consumer<String> progress) {
        List<Measurement> results = new ArrayList<>();
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            if (wanted.isEmpty() || wanted.contains(part.getKey())) {
                progress.accept(part.getKey());
                try {
                    results.add(part.getValue().measure(runs, line -> progress.accept("  " + line)));
                } catch (IOException e) {
                    throw new HaiovException("cannot measure " + part.getKey() + ": " + e.getMessage(), e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new HaiovException("interrupted while measuring " + part.getKey(), e);
                }
            }
        }
        return new Results(results);
    }

    /** {@code Verilator 5.006}. */
    private static String peer() {
        String[] words = Toolchain.find().verilatorVersion().split(" ");
        return words[0] + " " + words[1];
    }
}

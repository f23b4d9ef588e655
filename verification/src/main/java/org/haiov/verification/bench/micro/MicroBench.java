package org.haiov.verification.bench.micro;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.haiov.ir.HaiovException;
import org.haiov.verification.bench.Bench;
import org.haiov.verification.bench.Measurement;
import org.haiov.verification.bench.Results;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The generator's steps in a warm JVM, by JMH: shows which step a change made slower. */
public final class MicroBench implements Bench {
    /** JMH 1.37 uses sun.misc.Unsafe, of which each JVM of the measurement would otherwise warn. */
    static final String UNSAFE = "--sun-misc-unsafe-memory-access=allow";
    private static final List<String> STEPS = List.of("elaborate", "check", "flatten", "print");

    @Override
    public String description() {
        return "the generator's steps one by one in a warm JVM, by JMH, on 16 lanes that share nothing";
    }

    @Override
    public List<String> parts() {
        return STEPS.stream().map(step -> "micro/" + step).toList();
    }

    @Override
    public Results run(List<String> parts, int runs, Consumer<String> progress) {
        progress.accept("micro: 3 warm-up and " + runs + " counted iterations of a second for each step");
        try {
            Collection<RunResult> results = new Runner(options(parts, runs)).run();
            return new Results(results.stream().map(MicroBench::measurement).toList());
        } catch (RunnerException e) {
            throw new HaiovException("JMH failed: " + e.getMessage(), e);
        }
    }

    static Options options(List<String> parts, int runs) {
        ChainedOptionsBuilder options = new OptionsBuilder().measurementIterations(runs).verbosity(VerboseMode.SILENT).jvmArgsAppend(UNSAFE);
        for (String step : parts.isEmpty() ? STEPS : parts.stream().map(p -> p.substring(p.indexOf('/') + 1)).toList()) {
            options.include(GeneratorBenchmarks.class.getName() + "." + step + "$");
        }
        return options.build();
    }

    private static Measurement measurement(RunResult run) {
        Result<?> result = run.getPrimaryResult();
        String step = run.getParams().getBenchmark();
        return Measurement.alone("micro/" + step.substring(step.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT), result.getScore(),
                result.getScoreUnit());
    }
}

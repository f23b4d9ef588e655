package org.haiov.verification.bench.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.haiov.ir.HaiovException;
import org.haiov.verification.bench.Rounds;

/**
 * Seconds from a description to its first simulated cycle. Ours: a new JVM that elaborates the Java and runs a cycle. The peer's:
 * from the finished Verilog (so that the time to make it is not counted) through Verilator and compiler, both with the options of the
 * other benches and two jobs, to the end of a program that runs a cycle.
 */
final class FirstCycle {
    private final Subject subject;

    private FirstCycle(Subject subject) {
        this.subject = subject;
    }

    /** Medians in seconds. */
    static Rounds.Medians measure(Subject subject, int rounds, Consumer<String> progress) throws IOException, InterruptedException {
        FirstCycle contestants = new FirstCycle(subject);
        return new Rounds(rounds).alternate(contestants::ours, contestants::peers, "s", progress);
    }

    private double ours() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(EngineProcess.java(FirstCycleMain.class, subject.name()))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (InputStream output = process.getInputStream()) {
            output.readAllBytes();
        }
        if (process.waitFor() != 0) {
            throw new HaiovException("the JVM engine did not get to its first cycle; what it said is above");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private double peers() throws IOException, InterruptedException {
        try (VerilatorProgram program = VerilatorProgram.prepare(subject.elaborate())) {
            long start = System.nanoTime();
            program.make();
            program.run(1);
            return (System.nanoTime() - start) / 1e9;
        }
    }
}

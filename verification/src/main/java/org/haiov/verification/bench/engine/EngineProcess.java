package org.haiov.verification.bench.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.haiov.ir.HaiovException;

/** A JVM of its own in which one engine runs one subject, so that subjects do not disturb each other; see {@link EngineMain}. */
final class EngineProcess implements AutoCloseable {
    private final Process process;
    private final PrintWriter commands;
    private final BufferedReader answers;

    private EngineProcess(Process process) {
        this.process = process;
        commands = new PrintWriter(process.outputWriter(), true);
        answers = process.inputReader();
    }

    /** The command for a main class of ours in a JVM like this one. */
    static List<String> java(Class<?> main, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    static EngineProcess start(String subject, String engine) throws IOException {
        return new EngineProcess(new ProcessBuilder(java(EngineMain.class, subject, engine))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Lets the JVM compile what runs; gives the cycles that then take so many seconds. */
    long warmUp(double seconds) throws IOException {
        long cycles = 1000;
        Turn turn = run(cycles);
        double spent = 0;
        while (spent < 3 * seconds || turn.nanoseconds() < 0.5e9 * seconds) {
            double wanted = cycles * seconds * 1e9 / turn.nanoseconds();
            cycles = (long) Math.clamp(wanted, 1000, 20.0 * cycles);
            turn = run(cycles);
            spent += turn.nanoseconds() / 1e9;
        }
        return (long) (turn.cycles() * seconds * 1e9 / turn.nanoseconds());
    }

    Turn run(long cycles) throws IOException {
        commands.println(cycles);
        String answer = answers.readLine();
        if (answer == null) {
            throw new HaiovException("the benchmark's own JVM ended before its time; what it said is above");
        }
        return Turn.parse(answer);
    }

    @Override
    public void close() {
        commands.close();
        process.destroy();
    }
}

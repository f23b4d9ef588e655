package org.haiov.verification.bench.golden;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.haiov.ir.HaiovException;

/**
 * A process of an engine, ours or QEMU, that runs a program which writes a line when what is to be measured begins, and one when it ends. Both
 * engines are measured from outside in the same way.
 */
final class MarkedProcess {
    private static final int SECONDS = 600;

    /**
     * What lay between the two lines.
     *
     * @param processor seconds of processor time of the whole process, a JVM's compiler included
     * @param wall seconds
     * @param wallFromStart seconds from the start of the process to the second line
     * @param lines all that was written
     */
    record Span(double processor, double wall, double wallFromStart, List<String> lines) {
        /** The number in the line {@code name N}. */
        long number(String name) {
            return lines.stream().filter(line -> line.startsWith(name + " ")).mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                    .findFirst().orElseThrow(() -> new HaiovException("a benchmark program did not say how many " + name + ": " + String.join("\n", lines)));
        }
    }

    private MarkedProcess() {}

    /**
     * Runs it.
     *
     * @param begin how the first line begins; null for the start of the process
     * @param end how the second line begins
     * @param last how a line after that begins, which is waited for; null for none
     */
    static Span run(List<String> command, String begin, String end, String last) throws IOException, InterruptedException {
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Clock clock = new Clock(process);
        Thread watch = Thread.ofVirtual().start(clock);
        List<String> lines = new ArrayList<>();
        long[] wall = {started, 0};
        double[] processor = new double[2];
        boolean begun = begin == null;
        boolean ended = false;
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (!begun && line.startsWith(begin)) {
                    begun = true;
                    wall[0] = System.nanoTime();
                    processor[0] = clock.now();
                } else if (begun && !ended && line.startsWith(end)) {
                    ended = true;
                    wall[1] = System.nanoTime();
                    processor[1] = clock.now();
                }
                if (ended && (last == null || line.startsWith(last))) {
                    break;
                }
            }
        } finally {
            process.destroyForcibly();
            watch.join();
        }
        if (!ended) {
            throw new HaiovException(String.join(" ", command) + "\n  did not write '" + end + "'; it wrote\n" + String.join("\n", lines));
        }
        return new Span(processor[1] - processor[0], (wall[1] - wall[0]) / 1e9, (wall[1] - started) / 1e9, lines);
    }

    /**
     * The processor time of a process. One that has ended cannot be asked, and QEMU ends as soon as its guest does, so the time is noted again and
     * again. Also ends what takes too long.
     */
    private static final class Clock implements Runnable {
        private static final int MILLISECONDS = 5;

        private final Process process;
        private final long started = System.nanoTime();
        private volatile double noted;

        Clock(Process process) {
            this.process = process;
        }

        @Override
        public void run() {
            try {
                while (!process.waitFor(MILLISECONDS, TimeUnit.MILLISECONDS)) {
                    noted = now();
                    if (System.nanoTime() - started > SECONDS * 1_000_000_000L) {
                        process.destroyForcibly();
                        return;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Seconds. */
        double now() {
            return process.info().totalCpuDuration().map(total -> total.toNanos() / 1e9).orElse(noted);
        }
    }
}

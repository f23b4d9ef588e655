package org.haiov.verification.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.haiov.ir.HaiovException;

/**
 * How long {@code haiov generate} takes from the shell to the last file: start of the JVM, elaboration, checks, Verilog. Each run is a
 * process of its own into an empty folder. The design is {@link org.haiov.verification.designs.Lanes} with constants of its own in
 * every lane, so that no module can be shared.
 */
final class GenerateBench implements Bench {
    private static final Pattern LINES = Pattern.compile("(\\d+) lines of Verilog");
    /** Best of the times on a machine like the one this was made on; quoted, not measured here. */
    private static final double SPINAL = 4.4;
    private static final String SPINAL_NAME = "SpinalHDL 1.14 (quoted: 4.4 to 10.4 s)";

    private record Run(double seconds, long lines) {
    }

    @Override
    public String description() {
        return "whole runs of haiov generate, and how they grow with the design";
    }

    @Override
    public Results run(List<String> parts, int runs, Consumer<String> progress) {
        List<Measurement> results = new ArrayList<>();
        Run small = measure(256, runs, progress);
        Run large = measure(1024, runs, progress);
        results.add(Measurement.lessIsBetter("generate/lanes-256", small.seconds, "s", SPINAL_NAME, SPINAL));
        results.add(Measurement.alone("generate/lanes-256-lines", small.lines, "lines"));
        results.add(Measurement.alone("generate/lanes-1024", large.seconds, "s"));
        results.add(Measurement.lessIsBetter("generate/growth-256-to-1024", large.seconds / small.seconds, "times", "linear",
                (double) large.lines / small.lines));
        return new Results(results);
    }

    private static Run measure(int lanes, int runs, Consumer<String> progress) {
        List<Run> taken = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            Run run = generate(lanes);
            progress.accept(String.format(java.util.Locale.ROOT, "lanes-%d, run %d of %d: %.2f s", lanes, i + 1, runs, run.seconds));
            taken.add(run);
        }
        taken.sort(Comparator.comparingDouble(Run::seconds));
        return taken.get(taken.size() / 2);
    }

    private static Run generate(int lanes) {
        try {
            Path folder = Files.createTempDirectory("haiov-generate");
            try {
                List<String> command = List.of(launcher().toString(), "generate", "--config", "lanes", "count=" + lanes, "distinct=1",
                        "--out", folder.resolve("verilog").toString());
                long start = System.nanoTime();
                Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
                process.getOutputStream().close();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                int status = process.waitFor();
                double seconds = (System.nanoTime() - start) / 1e9;
                Matcher lines = LINES.matcher(said);
                if (status != 0 || !lines.find()) {
                    throw new HaiovException(String.join(" ", command) + " ended with status " + status + "\n" + said);
                }
                return new Run(seconds, Long.parseLong(lines.group(1)));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new HaiovException("cannot measure haiov generate: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HaiovException("interrupted while measuring haiov generate", e);
        }
    }

    private static Path launcher() {
        String home = System.getProperty("haiov.home");
        if (home == null) {
            throw new HaiovException("this bench measures the haiov command, so run it as ./haiov bench generate");
        }
        return Path.of(home, "haiov");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

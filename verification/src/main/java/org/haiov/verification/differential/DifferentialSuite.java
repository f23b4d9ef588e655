package org.haiov.verification.differential;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.haiov.ir.HaiovException;
import org.haiov.verification.programs.Software;
import org.haiov.verification.qemu.Qemu;

/** The named suite {@code differential}: many random programs on the golden model and on QEMU, with progress, results in a file, and a way to go on. */
public final class DifferentialSuite {
    /** At most one program in so many may stray. */
    private static final int MOST_STRAYING = 1000;
    private static final int BATCHES_BETWEEN_LINES = 8;

    /**
     * What to run.
     *
     * @param seed of the first program
     * @param programs of at least {@link Differential#LONG} retired instructions, compared with QEMU
     * @param focus what all have more of; null: what coverage lacks
     * @param results file for totals, coverage and where to go on; null for none
     * @param resume go on where {@code results} ends
     */
    public record Options(long seed, long programs, Focus focus, Path results, boolean resume) {}

    private final Path home;
    private final Path work;
    private final Consumer<String> out;

    /**
     * @param home the checkout
     * @param work directory for the frame, QEMU's memory and programs that differ
     */
    public DifferentialSuite(Path home, Path work, Consumer<String> out) {
        this.home = home;
        this.work = work;
        this.out = out;
    }

    /** @throws HaiovException where programs differ */
    public void run(Options options) {
        Qemu.require();
        try {
            Files.createDirectories(work);
            Path memory = Files.createTempDirectory(Files.isWritable(Path.of("/dev/shm")) ? Path.of("/dev/shm") : work, "haiov-differential");
            try (Differential differential = new Differential(frame(), memory, this::failed)) {
                run(differential, options);
            } finally {
                Files.deleteIfExists(memory.resolve("ram"));
                Files.deleteIfExists(memory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("differential", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HaiovException("differential: interrupted", e);
        }
    }

    private void run(Differential differential, Options options) throws IOException, InterruptedException {
        Totals totals = differential.totals();
        long seed = options.resume() ? resume(differential, options.results()) : options.seed();
        long started = System.nanoTime();
        long before = totals.programs;
        for (int batches = 1; totals.programs < options.programs(); batches++) {
            seed += differential.batch(seed, Long.MAX_VALUE, options.focus());
            if (batches % BATCHES_BETWEEN_LINES == 0 || totals.programs >= options.programs()) {
                save(differential, options, seed);
                double seconds = (System.nanoTime() - started) / 1e9;
                out.accept(String.format(Locale.ROOT, "differential: %,d of %,d programs, %,d instructions, %,d traps, %d differ; %d coverage points to go; %.0f programs/s; next seed %d",
                        totals.programs, options.programs(), totals.retired, totals.traps, totals.different, differential.coverage().rare().size(),
                        (totals.programs - before) / seconds, seed));
            }
        }
        out.accept(differential.coverage().text().stripTrailing());
        differential.knownDifferences().forEach((rule, uses) -> out.accept(String.format(Locale.ROOT, "QEMU otherwise, as expected: %-22s %,d", rule, uses)));
        out.accept(String.format(Locale.ROOT, "differential: %,d programs of at least %,d instructions compared with QEMU, and %,d shorter ones; %,d on the golden model against the manual's tables; "
                + "%,d left out that do not end, %,d that write what others go by; %,d instructions, %,d traps in %.0f s; %d differences", totals.programs, Differential.LONG, totals.shorter,
                totals.alone, totals.looping, totals.straying, totals.retired, totals.traps, (System.nanoTime() - started) / 1e9, totals.different));
        // A program that strays is the generator's fault; many would be the golden model's.
        if (totals.straying * MOST_STRAYING > totals.programs + MOST_STRAYING) {
            throw new HaiovException("differential: " + totals.straying + " programs write what belongs to others; find out why (Watch.strays)");
        }
        if (totals.different > 0) {
            throw new HaiovException("differential: " + totals.different + " programs differ; see " + work.resolve("failures"));
        }
    }

    /** Runs one program again, and what is left of it when all is taken out that the difference does not need. */
    public void only(long seed, Focus focus) {
        Qemu.require();
        try {
            Files.createDirectories(work);
            try (Differential differential = new Differential(frame(), work, failure -> { })) {
                List<String> lines = differential.single(seed, focus == null ? Focus.ANY : focus, out);
                if (!lines.isEmpty()) {
                    throw new HaiovException("differential: seed " + seed + " differs");
                }
                out.accept("differential: seed " + seed + ": no difference");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("differential", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HaiovException("differential: interrupted", e);
        }
    }

    private void failed(Failure failure) {
        out.accept("differential: " + failure);
        try {
            Path directory = Files.createDirectories(work.resolve("failures"));
            Files.writeString(directory.resolve(failure.program().seed() + ".txt"), failure + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(work.toString(), e);
        }
    }

    private void save(Differential differential, Options options, long next) throws IOException {
        if (options.results() == null) {
            return;
        }
        JsonObject json = new JsonObject();
        json.addProperty("seed", options.seed());
        json.addProperty("next", next);
        json.add("totals", differential.totals().json());
        JsonObject known = new JsonObject();
        differential.knownDifferences().forEach(known::addProperty);
        json.add("knownDifferences", known);
        json.add("coverage", differential.coverage().json());
        Files.writeString(options.results(), new GsonBuilder().setPrettyPrinting().create().toJson(json) + "\n");
    }

    private static long resume(Differential differential, Path results) throws IOException {
        JsonObject json = JsonParser.parseString(Files.readString(results)).getAsJsonObject();
        differential.totals().add(json.getAsJsonObject("totals"));
        differential.coverage().add(json.getAsJsonObject("coverage"));
        return json.get("next").getAsLong();
    }

    /** Builds software/tests/differential. */
    private Path frame() {
        return new Software(home.resolve("software")).build(work.resolve("frame.elf"), "tests/differential/enter.S", "tests/differential/main.c");
    }
}

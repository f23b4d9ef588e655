package org.haiov.verification.differential;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.haiov.verification.coverage.Coverage;

/**
 * Random programs on the golden model and on QEMU. Programs of consecutive seeds make a batch, which both run; one in five is for the golden
 * model alone, with what QEMU 7.2 does otherwise, and is held against {@link Manual}, as all are.
 */
public final class Differential implements AutoCloseable {
    /** Retired instructions that make a program one of those that count. */
    public static final int LONG = 1000;
    /** The last of so many batches is for the golden model alone. */
    static final int ALONE = 5;
    private static final int TRANSLATED_BATCHES = 8;
    private static final int QEMU = 0;
    private static final int MANUAL = 1;

    private final GoldenRunner golden;
    private final QemuRunner qemu;
    private final Coverage coverage = new Coverage("QEMU", "manual");
    private final QemuDifferences known = new QemuDifferences();
    private final Steering steering;
    private final Consumer<Failure> failures;
    private final Totals totals = new Totals();

    /**
     * @param frame the program of software/tests/differential, built
     * @param directory for the memory of QEMU, 64 MiB
     * @param failures told of each program that differs
     */
    public Differential(Path frame, Path directory, Consumer<Failure> failures) throws IOException {
        this.golden = new GoldenRunner(frame);
        this.qemu = new QemuRunner(frame, directory);
        this.failures = failures;
        Points.declare(coverage);
        this.steering = new Steering(coverage);
    }

    public Coverage coverage() {
        return coverage;
    }

    public Totals totals() {
        return totals;
    }

    /** How often each known difference of QEMU was met. */
    public Map<String, Long> knownDifferences() {
        Map<String, Long> uses = new java.util.TreeMap<>();
        known.uses().forEach((rule, count) -> uses.put(rule.name(), count));
        return uses;
    }

    /**
     * Runs the batch that begins with seed {@code seed} and ends before a multiple of {@link Image#SLOTS}.
     *
     * @param most programs at most
     * @param only the one focus; null: by what coverage lacks
     * @return seeds used
     */
    public int batch(long seed, long most, Focus only) throws IOException, InterruptedException {
        int count = (int) Math.min(most, Image.SLOTS - (seed & Image.SLOTS - 1));
        SplittableRandom random = new SplittableRandom(seed ^ 0x5EED);
        List<Case> cases = new ArrayList<>();
        List<Case> alone = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean withQemu = withQemu(seed + i);
            (withQemu ? cases : alone).add(new Case(seed + i, only != null ? only : steering.focus(random), withQemu));
        }
        if (!cases.isEmpty()) {
            run(cases, QEMU);
        }
        if (!alone.isEmpty()) {
            run(alone, MANUAL);
        }
        return count;
    }

    /**
     * Runs one program, as a failure names it; where it differs, tells what is left of it when all that does not matter is taken out.
     *
     * @return the differences
     */
    public List<String> single(long seed, Focus focus, Consumer<String> out) throws IOException, InterruptedException {
        Case program = new Case(seed, focus, withQemu(seed));
        Image image = new Image(List.of(program));
        List<String> lines = differences(image, program);
        lines.forEach(out);
        if (!lines.isEmpty()) {
            String kind = kind(lines);
            Minimizer.minimize(image, Image.slot(program), smaller -> kind(differences(smaller, program)).equals(kind));
            out.accept("without what does not matter:");
            differences(image, program).forEach(out);
            Minimizer.listing(image, Image.slot(program)).forEach(out);
        }
        return lines;
    }

    /** The first difference without its numbers. */
    private static String kind(List<String> lines) {
        return lines.isEmpty() ? "" : lines.getFirst().replaceAll("trap \\d+|0x[0-9a-f]+|golden.*", "");
    }

    private List<String> differences(Image image, Case program) throws IOException, InterruptedException {
        GoldenRunner.Run ours = golden.interpret(image, coverage);
        if (ours.image().ended() < image.programs() || ours.watch().strays(Image.slot(program))) {
            return List.of();
        }
        return compare(program, ours, program.qemu() ? qemu.run(image) : null, golden.translate(image).image());
    }

    private static boolean withQemu(long seed) {
        return seed / Image.SLOTS % ALONE != ALONE - 1;
    }

    private void run(List<Case> cases, int source) throws IOException, InterruptedException {
        coverage.source(source);
        Image image = new Image(cases);
        GoldenRunner.Run ours = golden.interpret(image, coverage);
        for (int out = leftOut(ours, image, cases); out >= 0; out = leftOut(ours, image, cases)) {
            int slot = out;
            image.skip(slot);
            cases.removeIf(program -> Image.slot(program) == slot);
            ours = golden.interpret(image, coverage);
        }
        Image theirs = source == QEMU ? qemu.run(image) : null;
        Image translated = cases.getFirst().seed() / Image.SLOTS % TRANSLATED_BATCHES == 0 ? golden.translate(image).image() : null;
        for (Case program : cases) {
            int slot = Image.slot(program);
            List<String> lines = compare(program, ours, theirs, translated);
            totals.count(program.qemu(), ours.watch().retired(slot), Comparison.traps(ours.image().slot(slot)), !lines.isEmpty());
            if (!lines.isEmpty()) {
                failures.accept(new Failure(program, lines));
            }
        }
    }

    /** Slot of a program that cannot be compared: it loops for ever, or writes what others go by; -1 where there is none. */
    private int leftOut(GoldenRunner.Run ours, Image image, List<Case> cases) {
        if (ours.image().ended() < image.programs()) { // the program after the last that has ended loops for ever
            totals.looping++;
            return ours.image().ended();
        }
        for (Case program : cases) {
            if (ours.watch().strays(Image.slot(program))) {
                totals.straying++;
                return Image.slot(program);
            }
        }
        return -1;
    }

    private List<String> compare(Case program, GoldenRunner.Run ours, Image theirs, Image translated) {
        int slot = Image.slot(program);
        List<String> lines = new ArrayList<>(ours.watch().contradictions(slot));
        if (theirs != null) {
            lines.addAll(new Comparison(known).differences(ours.image().slot(slot), theirs.slot(slot)));
        }
        int mismatch = translated == null ? -1 : ours.image().slot(slot).mismatch(translated.slot(slot));
        if (mismatch >= 0) {
            lines.add("the translator leaves other memory than the interpreter, first at slot + 0x" + Integer.toHexString(mismatch));
        }
        if (!lines.isEmpty() && ours.watch().foreign(slot)) {
            lines.add("the program reads what belongs to another, which the generator is to avoid");
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        qemu.close();
    }
}

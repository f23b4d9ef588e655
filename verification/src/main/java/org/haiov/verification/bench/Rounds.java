package org.haiov.verification.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Two contestants measured side by side: they take turns, and each one's median counts, so that a machine that grows slower for a
 * while slows both down.
 */
public final class Rounds {
    private final int rounds;

    /** @param rounds turns of each */
    public Rounds(int rounds) {
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds " + rounds);
        }
        this.rounds = rounds;
    }

    /** One turn. */
    @FunctionalInterface
    public interface Turn {
        double measure() throws IOException, InterruptedException;
    }

    /** The medians. */
    public record Medians(double ours, double peers) {
    }

    /** Measures in turns, after one turn of each that does not count. */
    public Medians alternate(Turn ours, Turn peers, String unit, Consumer<String> progress) throws IOException, InterruptedException {
        ours.measure();
        peers.measure();
        double[] a = new double[rounds];
        double[] b = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            a[i] = ours.measure();
            b[i] = peers.measure();
            progress.accept(String.format(Locale.ROOT, "round %d of %d: %.4g and %.4g %s", i + 1, rounds, a[i], b[i], unit));
        }
        return new Medians(median(a), median(b));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

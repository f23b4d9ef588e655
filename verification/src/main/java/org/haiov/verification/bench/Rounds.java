package org.haiov.verification.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Two contestants measured side by side: they take turns, and each one's median counts, so that a machine that grows slower for a
 * while slows both down.
 */
public final class Rounds {
    private final int rounds;

    /** @param rounds turns of each, odd */
    public Rounds(int rounds) {
        if (rounds < 1 || rounds % 2 == 0) {
            throw new IllegalArgumentException("an odd number of rounds has a median: " + rounds);
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
    public Medians alternate(Turn ours, Turn peers, String unit, Progress progress) throws IOException, InterruptedException {
        ours.measure();
        peers.measure();
        double[] a = new double[rounds];
        double[] b = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            a[i] = ours.measure();
            b[i] = peers.measure();
            progress.tell(String.format(Locale.ROOT, "round %d of %d: %.4g and %.4g %s", i + 1, rounds, a[i], b[i], unit));
        }
        return new Medians(median(a), median(b));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}

package org.haiov.verification.vi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.haiov.sim.golden.vi.Statistics;

/** A histogram of latencies as text. Classes are 4, 5, 6, 7, 8, then twice as wide from one to the next. */
final class LatencyPicture {
    private static final int WIDTH = 46;
    private static final int FIRST = 4;
    private static final int SINGLE = 8;

    private LatencyPicture() {
    }

    static List<String> of(Statistics statistics) {
        List<String> names = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        for (int from = FIRST; from < statistics.longestLatency();) {
            int to = from < SINGLE ? from : 2 * from - 1;
            boolean last = to >= statistics.longestLatency();
            long count = 0;
            for (int cycles = from; cycles <= (last ? statistics.longestLatency() : to); cycles++) {
                count += statistics.latencyCount(cycles);
            }
            names.add(last ? from + " and more" : from == to ? Integer.toString(from) : from + "-" + to);
            counts.add(count);
            from = to + 1;
        }
        long most = counts.stream().mapToLong(Long::longValue).max().orElse(1);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            long count = counts.get(i);
            int bar = (int) Math.round((double) WIDTH * count / Math.max(1, most));
            lines.add(String.format(Locale.ROOT, "  %13s | %-" + WIDTH + "s %,d", names.get(i),
                    "#".repeat(count > 0 ? Math.max(1, bar) : 0), count));
        }
        return lines;
    }
}

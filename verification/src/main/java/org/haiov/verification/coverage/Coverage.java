package org.haiov.verification.coverage;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.haiov.ir.HaiovException;

/**
 * Points of functional coverage and their counts. A point is declared before it can be hit, so that one that is never hit is seen. Its name
 * is a path, whose first part is its group: {@code csr/sstatus/HS/write}. Counts are kept apart by what the program was compared with.
 */
public final class Coverage {
    /** Hits that a point should have. */
    public static final long ENOUGH = 100;

    private final List<String> sources;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private long[][] counts;
    private int source;

    /** @param sources names of what hits are counted for, each by itself */
    public Coverage(String... sources) {
        this.sources = List.of(sources);
        this.counts = new long[sources.length][64];
    }

    /** Declares a point. @return its number, for {@link #hit(int)} */
    public int declare(String point) {
        Integer known = numbers.get(point);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        numbers.put(point, number);
        if (number >= counts[0].length) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] = Arrays.copyOf(counts[i], 2 * number);
            }
        }
        return number;
    }

    /** The number of a point; -1 where there is none of that name. */
    public int number(String point) {
        return numbers.getOrDefault(point, -1);
    }

    /** From now on hits count for source {@code number}. */
    public void source(int number) {
        source = number;
    }

    public void hit(int point) {
        counts[source][point]++;
    }

    /** Hits of all sources. */
    public long hits(String point) {
        int number = numbers.get(point);
        long sum = 0;
        for (long[] of : counts) {
            sum += of[number];
        }
        return sum;
    }

    /** Hits of one source. */
    public long hits(String point, int source) {
        return counts[source][numbers.get(point)];
    }

    public List<String> points() {
        return List.copyOf(numbers.keySet());
    }

    /** Points with fewer than {@link #ENOUGH} hits. */
    public List<String> rare() {
        return numbers.keySet().stream().filter(point -> hits(point) < ENOUGH).toList();
    }

    /** Adds what {@link #json} wrote; points that are not declared any more are an error. */
    public void add(JsonObject json) {
        for (String name : sources) {
            if (!json.has(name)) {
                throw new HaiovException("coverage: there are no counts of " + name);
            }
            JsonObject of = json.getAsJsonObject(name);
            for (String point : of.keySet()) {
                int number = number(point);
                if (number < 0) {
                    throw new HaiovException("coverage: there is no point " + point + "; the counts are of another version");
                }
                counts[sources.indexOf(name)][number] += of.get(point).getAsLong();
            }
        }
    }

    /** An object for each source, with a number for each point. */
    public JsonObject json() {
        JsonObject json = new JsonObject();
        for (int i = 0; i < counts.length; i++) {
            JsonObject of = new JsonObject();
            for (Map.Entry<String, Integer> point : numbers.entrySet()) {
                of.addProperty(point.getKey(), counts[i][point.getValue()]);
            }
            json.add(sources.get(i), of);
        }
        return json;
    }

    /** A line for each group, then one for each point with fewer than {@link #ENOUGH} hits. */
    public String text() {
        Map<String, long[]> groups = new TreeMap<>();
        for (String point : numbers.keySet()) {
            long[] group = groups.computeIfAbsent(point.substring(0, point.indexOf('/')), name -> new long[] {0, 0, Long.MAX_VALUE});
            long hits = hits(point);
            group[0]++;
            group[1] += hits >= ENOUGH ? 1 : 0;
            group[2] = Math.min(group[2], hits);
        }
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-14s %8s %12s %10s%n", "coverage", "points", "hit " + ENOUGH + "x", "least"));
        groups.forEach((name, group) -> text.append(String.format(Locale.ROOT, "%-14s %8d %12d %10d%n", name, group[0], group[1], group[2])));
        List<String> rare = rare();
        if (!rare.isEmpty()) {
            text.append("points hit fewer than ").append(ENOUGH).append(" times:\n");
            rare.forEach(point -> text.append("  ").append(point).append(' ').append(hits(point)).append('\n'));
        }
        return text.toString();
    }
}

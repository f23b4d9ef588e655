package org.haiov.verification.bench;

import java.util.List;
import java.util.function.Consumer;

/** Something that can be measured from the command line. */
public interface Bench {
    /** What it measures, in a line. */
    String description();

    /** Parts that can be measured by themselves, by name; none where it is all or nothing. */
    default List<String> parts() {
        return List.of();
    }

    /**
     * Measures.
     *
     * @param parts what to measure of {@link #parts}; empty for all
     * @param runs how often each value is taken; the median counts
     * @param progress told what is being done
     */
    Results run(List<String> parts, int runs, Consumer<String> progress);
}

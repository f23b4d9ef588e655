package org.haiov.verification.bench;

import java.util.function.Consumer;

/** Something that can be measured from the command line. */
public interface Bench {
    /** What it measures, in a line. */
    String description();

    /**
     * Measures.
     *
     * @param runs how often each value is taken; the median counts
     * @param progress told what is being done
     */
    Results run(int runs, Consumer<String> progress);
}

package org.haiov.sim.engine.compare;

import java.util.Random;
import java.util.Set;

/** Random inputs: each input changes in one cycle of four, resets seldom; the same from the same seed on every machine. */
public final class RandomStimulus implements Stimulus {
    private static final int RESET_ODDS = 1000;
    private final Random random;
    private final Set<String> resets;

    /** @param resets inputs that are 1 in one cycle of a thousand only */
    public RandomStimulus(long seed, Set<String> resets) {
        random = new Random(seed);
        this.resets = Set.copyOf(resets);
    }

    @Override
    public void drive(long cycle, Inputs inputs) {
        for (int i = 0; i < inputs.count(); i++) {
            if (resets.contains(inputs.name(i))) {
                inputs.set(i, random.nextInt(RESET_ODDS) == 0 ? 1 : 0);
            } else if (random.nextInt(4) == 0) {
                for (int word = 0; word * 64 < inputs.width(i); word++) {
                    inputs.setWord(i, word, random.nextLong());
                }
            }
        }
    }
}

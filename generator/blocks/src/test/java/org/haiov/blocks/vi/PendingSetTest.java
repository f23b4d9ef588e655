package org.haiov.blocks.vi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.Random;
import org.haiov.sim.engine.Simulation;
import org.junit.jupiter.api.Test;

/** The waiting VIDs, against a set. */
class PendingSetTest {
    @Test
    void changesOfOneCycleTakeEffectInOrder() {
        for (int vids : new int[] {16, 64, 256}) {
            ViConfig c = new ViConfig(1, 16, vids, 1);
            try (Simulation sim = Sims.of(new PendingSet(c, 2, 2))) {
                Random random = new Random(vids);
                BitSet set = new BitSet();
                for (int i = 0; i < 5_000; i++) {
                    cycle(sim, c, random, set);
                }
            }
        }
    }

    private static void cycle(Simulation sim, ViConfig c, Random random, BitSet set) {
        int asked = random.nextInt(c.vids());
        int word = random.nextInt(c.words());
        sim.poke("askVid_0", asked);
        sim.poke("wordIndex_1", word);
        assertEquals(set.get(asked) ? 1 : 0, sim.peek("waits_0"));
        assertEquals(word(set, word, c), sim.peek("word_1"));

        BitSet next = (BitSet) set.clone();
        int fresh = one(sim, "request", random, c);
        int returned = one(sim, "returned", random, c);
        int dispatched = one(sim, "dispatched", random, c);
        if (fresh >= 0) {
            next.set(fresh);
        }
        if (returned >= 0) {
            next.set(returned);
        }
        if (dispatched >= 0) {
            next.clear(dispatched);
        }
        int change = random.nextInt(8);
        long mask = random.nextLong() & random.nextLong() & (c.wordBits() == 64 ? -1L : (1L << c.wordBits()) - 1);
        int changed = random.nextInt(c.words());
        sim.poke("clear", change == 0 ? 1 : 0);
        sim.poke("set", change == 1 ? 1 : 0);
        sim.poke("changeWord", changed);
        sim.poke("changeBits", mask);
        for (int b = 0; b < 64 && change < 2; b++) {
            if ((mask >>> b & 1) == 1) {
                next.set(64 * changed + b, change == 1);
            }
        }
        sim.step();
        set.clear();
        set.or(next);
    }

    private static int one(Simulation sim, String name, Random random, ViConfig c) {
        boolean valid = random.nextInt(3) == 0;
        int vid = random.nextInt(c.vids());
        sim.poke(name + "_valid", valid ? 1 : 0);
        sim.poke(name + "_vid", vid);
        return valid ? vid : -1;
    }

    private static long word(BitSet set, int word, ViConfig c) {
        long[] words = set.toLongArray();
        return word < words.length ? words[word] : 0;
    }
}

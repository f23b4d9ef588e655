package org.haiov.blocks.vi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.haiov.sim.engine.Simulation;
import org.junit.jupiter.api.Test;

/** Counting of one VID a cycle, the same one again and again among them. */
class CountTableTest {
    @Test
    void everyCountIsKept() {
        ViConfig c = new ViConfig(1, 16, 16, 1);
        try (Simulation sim = Sims.of(new CountTable(c))) {
            Random random = new Random(1);
            int[] counts = new int[16];
            int previous = -1;
            for (int i = 0; i < 20_000; i++) {
                boolean up = previous >= 0 && random.nextInt(3) > 0;
                if (previous >= 0) {
                    assertEquals(counts[previous], sim.peek("count"), "cycle " + i);
                }
                if (up) {
                    counts[previous]++;
                }
                sim.poke("up", up ? 1 : 0);
                boolean read = random.nextInt(4) > 0;
                int vid = previous >= 0 && random.nextBoolean() ? previous : random.nextInt(16);
                sim.poke("read", read ? 1 : 0);
                sim.poke("vid", vid);
                sim.step();
                previous = read ? vid : -1;
            }
        }
    }
}

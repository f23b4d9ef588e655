package org.haiov.blocks.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.haiov.blocks.Ports;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.jvm.JvmEngine;
import org.junit.jupiter.api.Test;

/** After a grant to i, i + 1 is looked at first. */
class RoundRobinTest {
    @Test
    void turnsRound() {
        for (int n : new int[] {1, 2, 5, 8, 16}) {
            try (Simulation sim = new Ports(new JvmEngine(), new RoundRobin(n)).sim) {
                Random random = new Random(n);
                int first = 0;
                for (int i = 0; i < 3_000; i++) {
                    int request = random.nextInt(1 << n) & random.nextInt(1 << n);
                    boolean advance = random.nextInt(4) > 0;
                    sim.poke("request", request);
                    sim.poke("advance", advance ? 1 : 0);
                    int expected = -1;
                    for (int k = 0; k < n && expected < 0; k++) {
                        int at = (first + k) % n;
                        expected = (request >> at & 1) == 1 ? at : -1;
                    }
                    assertEquals(expected < 0 ? 0 : 1L << expected, sim.peek("grant"));
                    if (expected >= 0 && advance) {
                        first = (expected + 1) % n;
                    }
                    sim.step();
                }
            }
        }
    }
}

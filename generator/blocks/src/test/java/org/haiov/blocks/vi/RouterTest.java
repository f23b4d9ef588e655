package org.haiov.blocks.vi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.function.IntPredicate;
import org.haiov.sim.engine.Simulation;
import org.junit.jupiter.api.Test;

/** The routing rule, against the sentence it comes from. */
class RouterTest {
    @Test
    void choosesAsTheRuleSays() {
        for (int harts : new int[] {1, 3, 8}) {
            try (Simulation sim = Sims.of(new Router(new ViConfig(harts, 16, 16, 1)))) {
                Random random = new Random(harts);
                for (int i = 0; i < 20_000; i++) {
                    check(sim, harts, random);
                }
            }
        }
    }

    private static void check(Simulation sim, int n, Random random) {
        int affinity = poke(sim, "affinity", random.nextInt(1 << n));
        int home = poke(sim, "home", random.nextInt(8));
        boolean user = poke(sim, "user", random.nextInt(2)) == 1;
        int enabled = poke(sim, "enabled", random.nextInt(1 << n) | random.nextInt(1 << n));
        int inUser = poke(sim, "inUser", random.nextInt(1 << n));
        int idle = poke(sim, "idle", random.nextInt(1 << n));
        int accepts = poke(sim, "accepts", random.nextInt(1 << n));
        int supervisorFree = poke(sim, "supervisorFree", random.nextInt(1 << n));
        int userFree = poke(sim, "userFree", random.nextInt(1 << n));

        int allowed = affinity & enabled;
        IntPredicate free = h -> has(user ? userFree : supervisorFree, h);
        IntPredicate can = h -> free.test(h) && (!user || has(accepts, h) && has(inUser, h));
        int hart = -1;
        int rank = 0;
        if (allowed != 0) {
            int homeHart = has(allowed, home) ? home : Integer.numberOfTrailingZeros(allowed);
            if (can.test(homeHart)) {
                hart = homeHart;
            }
            if (hart < 0) {
                hart = lowest(n, h -> has(allowed, h) && can.test(h) && has(inUser, h));
                rank = 1;
            }
            if (hart < 0) {
                hart = lowest(n, h -> has(allowed, h) && free.test(h) && has(idle, h));
                rank = 2;
            }
            if (hart < 0 && free.test(homeHart)) {
                hart = homeHart;
                rank = 3;
            }
        }
        assertEquals(hart < 0 ? 0 : 1 << hart, sim.peek("choice"));
        if (hart >= 0) {
            assertEquals(rank, sim.peek("rank"));
        }
        sim.step();
    }

    private static int poke(Simulation sim, String input, int value) {
        sim.poke(input, value);
        return value;
    }

    private static boolean has(int set, int hart) {
        return (set >> hart & 1) == 1;
    }

    private static int lowest(int n, IntPredicate fits) {
        for (int h = 0; h < n; h++) {
            if (fits.test(h)) {
                return h;
            }
        }
        return -1;
    }
}

package org.haiov.sim.engine.helpers;

import static org.haiov.sim.engine.helpers.Helpers.WIDTH;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.haiov.hdl.Elaborator;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.junit.EngineTest;

/** Every helper for every pair of inputs, against arithmetic on Java integers. */
class HelpersTest {
    private static final int ALL = (1 << WIDTH) - 1;

    @EngineTest
    void everyHelperForEveryInput(Engine engine) {
        try (Simulation s = engine.open(Elaborator.elaborate(new Helpers()))) {
            for (int a = 0; a <= ALL; a++) {
                for (int b = 0; b <= ALL; b++) {
                    s.poke("a", a);
                    s.poke("b", b);
                    check(s, a, b);
                }
            }
        }
    }

    private static void check(Simulation s, int a, int b) {
        int lowest = Integer.lowestOneBit(a);
        expect(s, "encoded", a < 20 ? 1L << a : 0, a, b);
        expect(s, "decoded", a == 0 ? 0 : Integer.numberOfTrailingZeros(a), a, b);
        expect(s, "selected", (a & b) != 0 ? 1 : 0, a, b);
        expect(s, "first", lowest, a, b);
        expect(s, "anyBelow", a == 0 ? 0 : -(2L * lowest) & ALL, a, b);
        expect(s, "roundRobin", roundRobin(a, b & 3), a, b);
        expect(s, "ones", Integer.bitCount(a), a, b);
        expect(s, "addUnsigned", Math.min(a + b, ALL), a, b);
        expect(s, "subUnsigned", Math.max(a - b, 0), a, b);
        expect(s, "addSigned", clamp(signed(a) + signed(b)), a, b);
        expect(s, "subSigned", clamp(signed(a) - signed(b)), a, b);
        expect(s, "incremented", Math.min(a + 1, ALL), a, b);
        expect(s, "decremented", Math.max(a - 1, 0), a, b);
        expect(s, "moduloTwelve", (a & 15) == 11 ? 0 : (a + 1) & 15, a, b);
        expect(s, "gray", a ^ a >> 1, a, b);
        expect(s, "fromGray", a, a, b);
        expect(s, "element", Math.min(a & 7, 5) * 5 + 1, a, b);
        expect(s, "indexed", b >> (a & 7) & 1, a, b);
        expect(s, "shiftedRight", signed(a) >> (b & 7) & ALL, a, b);
        expect(s, "joined", (long) a << 11 | (long) (Integer.bitCount(b) & 1) << 10 | (long) a << 5 | a, a, b);
    }

    /** The first bit that is 1 at or after the position, going round. */
    private static int roundRobin(int requests, int from) {
        for (int i = 0; i < WIDTH; i++) {
            int bit = 1 << (from + i) % WIDTH;
            if ((requests & bit) != 0) {
                return bit;
            }
        }
        return 0;
    }

    private static int signed(int value) {
        return value << 32 - WIDTH >> 32 - WIDTH;
    }

    private static long clamp(int value) {
        int most = ALL >> 1;
        return Math.max(-most - 1, Math.min(most, value)) & ALL;
    }

    private static void expect(Simulation s, String output, long expected, int a, int b) {
        assertEquals(expected, s.peek(output), () -> output + " of a=" + a + ", b=" + b);
    }
}

package org.haiov.blocks.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.haiov.hdl.Elaborator;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.junit.EngineTest;

/** ALU, multiplier and divider against Java's arithmetic and table 7.1 of the Unprivileged ISA 20191213. */
class ArithmeticTest {
    private static final long SEED = 7;
    private static final long[] CORNERS = {0, 1, -1, 2, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x8000_0000L, 0xFFFF_FFFFL};

    private final Random random = new Random(SEED);

    @EngineTest
    void alu(Engine engine) {
        try (Simulation sim = engine.open(Elaborator.elaborate(new Alu()))) {
            for (int n = 0; n < 10_000; n++) {
                long a = operand();
                long b = operand();
                int funct3 = random.nextInt(8);
                boolean alternate = (funct3 == 0 || funct3 == 5) && random.nextBoolean();
                boolean word = (funct3 == 0 || funct3 == 1 || funct3 == 5) && random.nextBoolean();
                sim.poke("a", unsigned(a));
                sim.poke("b", unsigned(b));
                sim.poke("funct3", funct3);
                sim.poke("alternate", alternate ? 1 : 0);
                sim.poke("word", word ? 1 : 0);
                String what = "seed " + SEED + ": funct3 " + funct3 + " " + alternate + " " + word + " 0x" + Long.toHexString(a) + " 0x" + Long.toHexString(b);
                assertEquals(result(funct3, alternate, word, a, b), sim.peekBig("result").longValue(), what);
                if (funct3 != 2 && funct3 != 3) {
                    assertEquals(taken(funct3, a, b) ? 1 : 0, sim.peek("taken"), what);
                }
            }
        }
    }

    private static long result(int funct3, boolean alternate, boolean word, long a, long b) {
        int shift = (int) b & (word ? 31 : 63);
        return switch (funct3) {
            case 0 -> word ? (int) (alternate ? a - b : a + b) : alternate ? a - b : a + b;
            case 1 -> word ? (int) a << shift : a << shift;
            case 2 -> a < b ? 1 : 0;
            case 3 -> Long.compareUnsigned(a, b) < 0 ? 1 : 0;
            case 4 -> a ^ b;
            case 5 -> word ? alternate ? (int) a >> shift : (int) a >>> shift : alternate ? a >> shift : a >>> shift;
            case 6 -> a | b;
            default -> a & b;
        };
    }

    private static boolean taken(int funct3, long a, long b) {
        boolean holds = switch (funct3 >> 1) {
            case 0 -> a == b;
            case 2 -> a < b;
            default -> Long.compareUnsigned(a, b) < 0;
        };
        return holds != ((funct3 & 1) != 0);
    }

    @EngineTest
    void multiplier(Engine engine) {
        try (Simulation sim = engine.open(Elaborator.elaborate(new Multiplier()))) {
            sim.reset();
            for (int n = 0; n < 5_000; n++) {
                long a = operand();
                long b = operand();
                int funct3 = random.nextInt(4);
                boolean word = funct3 == 0 && random.nextBoolean();
                sim.poke("a", unsigned(a));
                sim.poke("b", unsigned(b));
                sim.poke("funct3", funct3);
                sim.poke("word", word ? 1 : 0);
                sim.poke("start", 1);
                sim.step();
                long expected = switch (funct3) {
                    case 0 -> word ? (int) (a * b) : a * b;
                    case 1 -> Math.multiplyHigh(a, b);
                    case 2 -> Math.multiplyHigh(a, b) + (b < 0 ? a : 0);
                    default -> Math.unsignedMultiplyHigh(a, b);
                };
                assertEquals(expected, sim.peekBig("result").longValue(),
                        "seed " + SEED + ": funct3 " + funct3 + " 0x" + Long.toHexString(a) + " 0x" + Long.toHexString(b));
            }
        }
    }

    @EngineTest
    void divider(Engine engine) {
        try (Simulation sim = engine.open(Elaborator.elaborate(new Divider()))) {
            sim.reset();
            for (int n = 0; n < 2_000; n++) {
                long a = operand();
                long b = operand();
                int funct3 = 4 + random.nextInt(4);
                boolean word = random.nextBoolean();
                sim.poke("a", unsigned(a));
                sim.poke("b", unsigned(b));
                sim.poke("funct3", funct3);
                sim.poke("word", word ? 1 : 0);
                sim.poke("start", 1);
                long cycles = sim.runUntil(sim.probe("done"), 100);
                assertTrue(cycles >= 0 && cycles <= 68, "a division takes " + cycles + " cycles");
                assertEquals(quotient(funct3, word, a, b), sim.peekBig("result").longValue(),
                        "seed " + SEED + ": funct3 " + funct3 + " " + word + " 0x" + Long.toHexString(a) + " 0x" + Long.toHexString(b));
                sim.poke("start", 0);
                sim.step();
            }
        }
    }

    private static long quotient(int funct3, boolean word, long a, long b) {
        boolean signed = (funct3 & 1) == 0;
        boolean remainder = (funct3 & 2) != 0;
        long x = !word ? a : signed ? (int) a : a & 0xFFFFFFFFL;
        long y = !word ? b : signed ? (int) b : b & 0xFFFFFFFFL;
        long result;
        if (y == 0) {
            result = remainder ? x : -1;
        } else if (signed) {
            result = remainder ? y == -1 ? 0 : x % y : y == -1 ? -x : x / y;
        } else {
            result = remainder ? Long.remainderUnsigned(x, y) : Long.divideUnsigned(x, y);
        }
        return word ? (int) result : result;
    }

    private long operand() {
        return switch (random.nextInt(4)) {
            case 0 -> CORNERS[random.nextInt(CORNERS.length)];
            case 1 -> random.nextInt();
            case 2 -> random.nextLong() >> random.nextInt(64);
            default -> random.nextLong();
        };
    }

    private static java.math.BigInteger unsigned(long value) {
        return new java.math.BigInteger(Long.toUnsignedString(value));
    }
}

package org.haiov.sim.lockstep.device;

import java.util.Random;
import java.util.function.LongSupplier;
import org.haiov.facts.RiscvFacts;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.junit.EngineKind;
import org.haiov.sim.engine.junit.EngineTest;

/** Random accesses to the devices in hardware and to those of the golden model. */
class DeviceLockstepTest {
    private static final int HARTS = 2;

    @EngineTest
    void allDevices(Engine engine) {
        run(engine, 1, 400, (pair, random) -> {
            switch (random.nextInt(8)) {
                case 0 -> clint(pair, random);
                case 1, 2, 3 -> plic(pair, random);
                case 4, 5, 6 -> uart(pair, random);
                default -> anywhere(pair, random);
            }
        });
    }

    @EngineTest(EngineKind.JVM)
    void plicAlone(Engine engine) {
        run(engine, 2, 500, DeviceLockstepTest::plic);
    }

    @EngineTest(EngineKind.JVM)
    void uartAlone(Engine engine) {
        run(engine, 3, 400, DeviceLockstepTest::uart);
    }

    private interface Operation {
        void run(DevicePair pair, Random random);
    }

    private static void run(Engine engine, long seed, int operations, Operation operation) {
        Random random = new Random(seed);
        DevicePair pair = new DevicePair(engine, HARTS);
        for (int i = 0; i < operations; i++) {
            try {
                if (pair.nearTick()) {
                    pair.passTick();
                }
                operation.run(pair, random);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", operation " + i + ": " + e.getMessage(), e);
            }
        }
    }

    private static void access(DevicePair pair, Random random, long address, int size, LongSupplier value) {
        int hart = random.nextInt(HARTS);
        if (random.nextBoolean()) {
            pair.store(hart, address, size, value.getAsLong());
        } else {
            pair.load(hart, address, size);
        }
    }

    private static int size(Random random, int usual, long address) {
        int size = random.nextInt(12) > 0 ? usual : random.nextInt(4);
        return Math.min(size, address == 0 ? 3 : Long.numberOfTrailingZeros(address));
    }

    private static void clint(DevicePair pair, Random random) {
        long offset = switch (random.nextInt(4)) {
            case 0 -> 4L * random.nextInt(HARTS + 2);
            case 1 -> 0x4000 + 4L * random.nextInt(2 * HARTS + 2);
            case 2 -> 0xBFF8 + 4L * random.nextInt(2);
            default -> 8L * random.nextInt(0x2000);
        };
        long address = RiscvFacts.region("clint").base() + offset;
        int size = size(random, 2 + random.nextInt(2), address);
        access(pair, random, address, size, () -> random.nextInt(3) == 0 ? random.nextInt(4) : random.nextLong());
    }

    private static void plic(DevicePair pair, Random random) {
        if (random.nextInt(4) == 0) {
            int source = 1 + random.nextInt(31);
            if (source != RiscvFacts.deviceInterrupt("uart")) {
                pair.source(source, random.nextBoolean());
            }
            return;
        }
        int context = random.nextInt(2 * HARTS);
        long offset = switch (random.nextInt(9)) {
            case 0, 1 -> 4L * random.nextInt(33);
            case 2 -> 0x1000;
            case 3 -> 0x2000 + 0x80L * context;
            case 4 -> 0x200000 + 0x1000L * context;
            case 5 -> 4L * random.nextInt(0x180000);
            default -> 0x200004 + 0x1000L * context;
        };
        long address = RiscvFacts.region("plic").base() + offset;
        access(pair, random, address, size(random, 2, address), () -> random.nextInt(3) > 0 ? random.nextInt(33) : random.nextInt());
    }

    private static void uart(DevicePair pair, Random random) {
        if (random.nextInt(3) == 0) {
            pair.type(random.nextInt(256));
            return;
        }
        int register = random.nextInt(20) == 0 ? random.nextInt(256) : random.nextInt(5) == 0 ? random.nextInt(8) : random.nextInt(3);
        long address = RiscvFacts.region("uart").base() + register;
        // with another divisor the time-out would take long
        long value = switch (register) {
            case 3 -> random.nextInt(128);
            case 4 -> random.nextInt(3) > 0 ? random.nextInt(16) : 16 + random.nextInt(16);
            default -> random.nextInt(256);
        };
        access(pair, random, address, size(random, 0, address), () -> value);
        if (register == 3 && random.nextBoolean()) {
            long base = RiscvFacts.region("uart").base();
            pair.store(0, base + 3, 0, 0x80 | value);
            pair.store(0, base, 0, 1 + random.nextInt(2));
            pair.store(1, base + 1, 0, 0);
            pair.load(0, base, 0);
            pair.load(0, base + 1, 0);
            pair.store(0, base + 3, 0, value);
        }
    }

    private static void anywhere(DevicePair pair, Random random) {
        long[] bases = {RiscvFacts.region("test").base(), RiscvFacts.region("clint").base() + 0x10000, RiscvFacts.region("uart").base() + 0x100,
            RiscvFacts.region("plic").base() + 0x600000, RiscvFacts.region("plic").base() - 8, 0x3000_0000L};
        long address = bases[random.nextInt(bases.length)] + (random.nextInt(3) > 0 ? 0 : 8);
        long[] values = {0x5555, 0x3333, 0x1234_3333L, 0x7777, 0, 0xFFFF_5555L};
        access(pair, random, address, random.nextInt(4), () -> values[random.nextInt(5)]);
    }
}

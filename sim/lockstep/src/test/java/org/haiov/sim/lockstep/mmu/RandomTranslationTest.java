package org.haiov.sim.lockstep.mmu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.mmu.AccessKind;
import org.haiov.blocks.mmu.Answer;
import org.haiov.blocks.mmu.Eyes;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.junit.EngineTest;

/**
 * Random addresses through random page tables, as everybody and with random PMP, against the golden model: entry, rights, cause, guest-physical
 * address, and whose access failed. {@code -Dhaiov.mmu.translations=N} makes more, {@code -Dhaiov.mmu.seed=N} others.
 */
class RandomTranslationTest {
    private static final int ASKED_OF_EACH = 250;
    private static final int CONFIG = 0;
    private static final int ADDRESS = 16;

    private final long seed = Long.getLong("haiov.mmu.seed", 1);
    private final Random random = new Random(seed);
    private final Map<String, Integer> seen = new TreeMap<>();

    @EngineTest
    void answersAreTheGoldenModels(Engine engine) {
        int translations = Integer.getInteger("haiov.mmu.translations", 40_000);
        for (HartConfig c : new HartConfig[] {HartConfig.tiny(), HartConfig.standard()}) {
            MmuAndGolden pair = new MmuAndGolden(engine, c, RandomTables.RAM_BYTES);
            for (int done = 0; done < translations / 2; done += ASKED_OF_EACH) {
                world(pair);
            }
        }
        for (int cause : new int[] {1, 5, 7, 12, 13, 15, 20, 21, 23}) {
            assertTrue(seen.getOrDefault("fault " + cause, 0) >= translations / 2000, "too few of cause " + cause + ": " + seen);
        }
        assertTrue(seen.getOrDefault("implicit", 0) >= translations / 500, "" + seen);
        assertTrue(seen.getOrDefault("entry", 0) >= translations / 10, "" + seen);
    }

    private void world(MmuAndGolden pair) {
        pair.reset();
        RandomTables tables = new RandomTables(random, pair);
        tables.fill();
        if (pair.bench.c.pmpRegions() > 0) {
            pmp(pair);
        }
        long[] recent = new long[8];
        for (int i = 0; i < ASKED_OF_EACH; i++) {
            pair.bench.latency = 1 + random.nextInt(3);
            int space = random.nextInt(RandomTables.SPACES);
            int guest = random.nextInt(RandomTables.GUESTS);
            boolean first = random.nextInt(6) > 0;
            pair.satp(first, space, RandomTables.root(space));
            pair.vsatp(first, space, RandomTables.root(space));
            pair.hgatp(random.nextInt(6) > 0, guest, RandomTables.guestRoot(guest));
            Eyes eyes = eyes();
            AccessKind kind = AccessKind.values()[random.nextInt(eyes.virtual() ? 4 : 3)];
            boolean translated = first && !eyes.machine();
            long address = random.nextInt(3) == 0 ? recent[random.nextInt(recent.length)]
                    : translated == random.nextInt(10) > 0 ? tables.virtualAddress() : tables.physicalAddress();
            recent[i % recent.length] = address;
            compare(pair, address, kind, eyes, translated);
        }
    }

    private void compare(MmuAndGolden pair, long address, AccessKind kind, Eyes eyes, boolean first) {
        Answer expected = pair.golden(address, kind, eyes);
        Answer given = pair.ask(address, kind, eyes);
        assertEquals(text(expected, first), text(given, first),
                () -> "seed " + seed + ", " + kind + " 0x" + Long.toHexString(address) + " by " + eyes + " after " + given.reads() + " reads");
        seen.merge(given.failed() ? "fault " + given.cause() : "entry", 1, Integer::sum);
        if (given.implicit()) {
            seen.merge("implicit", 1, Integer::sum);
        }
    }

    /** Without a first stage an entry made for U serves S with SUM, too. */
    private static String text(Answer answer, boolean first) {
        return first || answer.failed() ? answer.toString() : answer.toString().replace('u', '-');
    }

    private Eyes eyes() {
        if (random.nextInt(10) == 0) {
            return Eyes.M;
        }
        boolean virtual = random.nextInt(3) > 0;
        boolean mxr = random.nextInt(4) == 0;
        return new Eyes(false, virtual, random.nextBoolean(), random.nextBoolean(), mxr, mxr && virtual && random.nextBoolean());
    }

    /** Random regions, in the end often one that allows everything, so that there is something to see. Read back as the golden model's. */
    private void pmp(MmuAndGolden pair) {
        int regions = pair.bench.c.pmpRegions();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < regions - 1; i++) {
                long size = 0x1000L << random.nextInt(12);
                long base = MmuAndGolden.RAM + random.nextInt(RandomTables.RAM_BYTES);
                long napot = (base & -size) + size / 2 - 1;
                pair.writePmp(ADDRESS + i, random.nextInt(8) == 0 ? random.nextLong() : (random.nextBoolean() ? base : napot) >>> 2);
            }
            pair.writePmp(ADDRESS + regions - 1, -1);
            long config = 0;
            for (int i = 0; i < regions - 1; i++) {
                int rights = random.nextInt(3) > 0 ? 7 : random.nextInt(8);
                int match = random.nextInt(3) > 0 ? 0 : random.nextInt(4) << 3;
                config |= (long) (rights | match | (random.nextInt(8) == 0 ? 0x80 : 0)) << 8 * i;
            }
            if (random.nextInt(8) > 0) {
                config |= 0x1FL << 8 * (regions - 1);
            }
            pair.writePmp(CONFIG, config);
        }
        for (int number = 0; number < 32; number++) {
            if (number >= ADDRESS || number == CONFIG || number == 2) {
                assertEquals(pair.goldenPmp(number), pair.bench.readPmp(number), "seed " + seed + ", PMP register " + number);
            }
        }
        pair.bench.fenceAll();
    }
}

package org.haiov.sim.lockstep.mmu;

import static org.haiov.blocks.mmu.PageTables.ALL;
import static org.haiov.blocks.mmu.PageTables.U;
import static org.haiov.blocks.mmu.PageTables.V;
import static org.haiov.blocks.mmu.PageTables.pte;

import java.util.Random;

/**
 * Page tables of both stages full of everything that may stand in one. Tables of the first stage point to each other, so that a few of them give
 * walks of every depth; guest-physical addresses of RAM mostly are the physical ones. What an address space's root is follows from its number.
 */
final class RandomTables {
    static final int RAM_BYTES = 16 << 20;
    static final int SPACES = 3;
    static final int GUESTS = 2;
    private static final int TABLES = 16;
    private static final int LAST_LEVEL_TABLES = RAM_BYTES >> 21;
    private static final long RAM = MmuAndGolden.RAM;
    private static final long TABLES_BASE = RAM + 0x40_0000;
    private static final long GUEST_BASE = RAM + 0x80_0000;
    private static final int[] INDICES = {0, 1, 2, 3, 255, 256, 510, 511};
    private static final long[] DEVICES = {0x10_0000, 0x200_0000, 0xC00_0000, 0xC5F_F000L, 0x1000_0000, 0x1000_8000};
    private static final long[] NOTHING = {0, 0x20_0000, 0xC60_0000, 0x7FFF_F000L, 0x8100_0000L, 0x1_8000_0000L, 1L << 55};

    private final Random random;
    private final MmuAndGolden pair;

    RandomTables(Random random, MmuAndGolden pair) {
        this.random = random;
        this.pair = pair;
    }

    static long root(int space) {
        return TABLES_BASE + 4096L * space;
    }

    static long guestRoot(int guest) {
        return GUEST_BASE + 0x2_0000L * guest;
    }

    void fill() {
        for (int t = 0; t < TABLES; t++) {
            for (int index : INDICES) {
                pair.store(TABLES_BASE + 4096L * t + 8L * index, firstStage());
            }
        }
        for (int guest = 0; guest < GUESTS; guest++) {
            long root = guestRoot(guest);
            long middle = root + 0x4000;
            for (int index = 0; index < 2048; index += random.nextInt(300)  + 1) {
                pair.store(root + 8L * index, one(8) ? junk() : pte(middle, V));
            }
            pair.store(root, guestPointer(middle, 0));
            pair.store(root + 8 * (RAM >>> 30), guestPointer(middle, RAM));
            for (int i = 0; i < LAST_LEVEL_TABLES; i++) {
                long table = middle + 0x1000 + 0x1000L * i;
                pair.store(middle + 8L * i, guestPointer(table, RAM + ((long) i << 21)));
                for (int index = 0; index < 512; index++) {
                    long page = RAM + ((long) i << 21) + 0x1000L * index;
                    pair.store(table + 8L * index, leaf(one(5) ? anyPage() : page, U));
                }
            }
        }
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    private long pick(long[] from) {
        return from[random.nextInt(from.length)];
    }

    private long guestPointer(long table, long superpage) {
        return switch (random.nextInt(16)) {
            case 0, 1 -> leaf(superpage, U);
            case 2 -> one(2) ? junk() : leaf(anyPage(), U);
            default -> pte(table, V);
        };
    }

    private long firstStage() {
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> pte(TABLES_BASE + 4096L * random.nextInt(TABLES), V | (one(30) ? 1L << 4 + random.nextInt(4) : 0));
            case 8 -> one(2) ? junk() : pte(anyPage(), V);
            case 9 -> leaf(RAM + ((long) random.nextInt(LAST_LEVEL_TABLES) << 21), one(2) ? U : 0);
            case 10 -> leaf(one(2) ? RAM : 0, one(2) ? U : 0);
            default -> leaf(anyPage(), one(2) ? U : 0);
        };
    }

    private long anyPage() {
        return switch (random.nextInt(12)) {
            case 0 -> pick(DEVICES);
            case 1 -> 0x1000L * (1 + random.nextInt(15));
            case 2 -> pick(NOTHING);
            case 3 -> 1L << 32 + random.nextInt(24) | random.nextInt() & 0x7FFF_F000L;
            default -> RAM + 0x1000L * random.nextInt(RAM_BYTES >> 12);
        };
    }

    /** Mostly a good one; {@code user} is 0 or U. */
    private long leaf(long page, int user) {
        long flags = ALL | user;
        while (one(6)) {
            flags ^= one(12) ? 1L << 54 + random.nextInt(10) : 1L << random.nextInt(8);
        }
        return pte(page, flags);
    }

    private long junk() {
        return random.nextLong() & (one(2) ? -1 : (1L << 54) - 1) | (one(2) ? V : 0);
    }

    /** An address whose indices are in use. */
    long virtualAddress() {
        long address = offset();
        for (int level = 0; level < 3; level++) {
            address |= (long) INDICES[random.nextInt(INDICES.length)] << 12 + 9 * level;
        }
        address = address << 25 >> 25;
        return one(30) ? address ^ 1L << random.nextInt(64) : address;
    }

    /** An address for those who are not translated, or by the G-stage alone. */
    long physicalAddress() {
        return anyPage() | offset() | (one(30) ? 1L << random.nextInt(64) : 0);
    }

    private long offset() {
        return random.nextInt(512) * 8L;
    }
}

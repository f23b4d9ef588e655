package org.haiov.verification.differential;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * Page tables of one program: its slot stands at its own address, and everywhere else stand random entries, good and bad. A leaf that may be
 * written leads to the program's own data, so that programs do not disturb each other.
 */
final class PageTables {
    private static final long V = 1;
    private static final long R = 2;
    private static final long W = 4;
    private static final long X = 8;
    private static final long U = 16;
    private static final long A = 64;
    private static final long D = 128;
    private static final int PAGES = 512;
    private static final int PAGE = 4096;

    private final RandomGenerator random;
    private final ByteBuffer slot;
    private final long base;

    PageTables(RandomGenerator random, ByteBuffer slot, long base) {
        this.random = random;
        this.slot = slot;
        this.base = base;
    }

    /**
     * First-stage tables.
     *
     * @param user the program runs in U-mode
     * @param guest its addresses are translated again
     */
    void first(boolean user, boolean guest) {
        int level0 = Layout.TABLES + 2 * PAGE;
        fill(Layout.TABLES, PAGES, 2, guest, false);
        fill(Layout.TABLES + PAGE, PAGES, 1, guest, false);
        fill(level0, PAGES, 0, guest, false);
        pointer(Layout.TABLES, base >>> 30 & 511, Layout.TABLES + PAGE);
        pointer(Layout.TABLES + PAGE, base >>> 21 & 511, level0);
        long mode = user ? U : 0;
        identity(level0, 0, 2, V | R | X | A | mode);
        identity(level0, Layout.TRAP_PAGE / PAGE, 1, V | X | A);
        for (int i = 0; i < Layout.DATA_SIZE / PAGE; i++) {
            identity(level0, Layout.DATA / PAGE + i, 1, spoiled(V | R | W | A | D | (random.nextInt(8) == 0 ? U - mode : mode), 8));
        }
    }

    /** Second-stage tables. */
    void second() {
        int level1 = Layout.GUEST_TABLES + 4 * PAGE;
        int level0 = level1 + PAGE;
        fill(Layout.GUEST_TABLES, 4 * PAGES, 2, false, true);
        fill(level1, PAGES, 1, false, true);
        fill(level0, PAGES, 0, false, true);
        pointer(Layout.GUEST_TABLES, base >>> 30 & 2047, level1);
        pointer(level1, base >>> 21 & 511, level0);
        identity(level0, 0, Layout.SLOT_SIZE / PAGE, V | R | X | U | A | D);
        for (int i = 0; i < Layout.DATA_SIZE / PAGE; i++) {
            identity(level0, Layout.DATA / PAGE + i, 1, spoiled(V | R | W | U | A | D, 6));
        }
        if (random.nextInt(4) == 0) { // a walk of the first stage that fails in the second, at one level
            identity(level0, Layout.TABLES / PAGE + 1 + random.nextInt(2), 1, spoiled(V | R | W | U | A | D, 1));
        }
    }

    private void identity(int level0, int first, int count, long flags) {
        long page = (base >>> 12) + first;
        for (int i = 0; i < count; i++) {
            slot.putLong(level0 + (int) (page + i & 511) * 8, page + i << 10 | flags);
        }
    }

    private void pointer(int table, long index, int to) {
        slot.putLong(table + (int) index * 8, base + to >>> 12 << 10 | V);
    }

    private void fill(int table, int entries, int level, boolean guest, boolean second) {
        for (int i = 0; i < entries; i++) {
            slot.putLong(table + 8 * i, random.nextInt(6) == 0 ? 0 : entry(level, guest, second));
        }
    }

    private long entry(int level, boolean guest, boolean second) {
        long good = V | R | A | (second || random.nextBoolean() ? U : 0);
        if (level == 0) {
            long page = guest && random.nextInt(3) == 0 ? (base >>> 21 << 9) + random.nextInt(512)
                    : (base + Layout.DATA >>> 12) + random.nextInt(Layout.DATA_SIZE / PAGE);
            if (random.nextInt(4) == 0) { // what may be executed leads to the trap page
                return base + Layout.TRAP_PAGE >>> 12 << 10 | spoiled(good | X, 2);
            }
            return page << 10 | spoiled(good | (random.nextInt(3) > 0 ? W | D : 0), 2);
        }
        return switch (random.nextInt(4)) {
            case 0 -> level == 2 ? 0 : base >>> 12 + 9 * level << 9 * level << 10 | spoiled(good, 3) & ~W; // aligned, read-only
            case 1 -> (base + Layout.DATA >>> 12) << 10 | spoiled(good | W | D, 3); // misaligned
            case 2 -> (base + Layout.TABLES + (level == 2 ? PAGE : 2 * PAGE) >>> 12) << 10 | V | (random.nextInt(3) == 0 ? A : 0); // a pointer
            default -> W; // reserved; a pointer to where nothing is would be a page fault on QEMU, not an access fault
        };
    }

    /** One time in {@code rarity}: a bit is other than it should be; A and D are left alone, for QEMU sets them. */
    private long spoiled(long flags, int rarity) {
        if (random.nextInt(rarity) != 0) {
            return flags;
        }
        long changed = switch (random.nextInt(8)) {
            case 0 -> flags ^ V;
            case 1 -> flags ^ R;
            case 2 -> flags & ~W;
            case 3, 4 -> flags & ~X;
            case 5, 6 -> flags ^ U;
            default -> flags | 1L << 54 + random.nextInt(10);
        };
        return changed;
    }
}

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
    private static final long G = 32;
    private static final long A = 64;
    private static final long D = 128;
    private static final int PAGES = 512;
    private static final int PAGE = 4096;

    /** Ways in which an entry can be wrong. */
    private enum Fault {
        INVALID, WRITE_ONLY, RESERVED, POINTER_BITS, MISALIGNED, OTHER_USER, NO_READ, NO_WRITE, NO_EXECUTE, ACCESSED, DIRTY, NOWHERE, POINTER, TOO_WIDE,
        TABLE_NOWHERE
    }

    private static final Fault[] FAULTS = Fault.values();
    /** Those for which a table cannot be read; first those for which QEMU has a guest-page fault, too. */
    private static final Fault[] UNREADABLE = {Fault.INVALID, Fault.WRITE_ONLY, Fault.RESERVED, Fault.POINTER_BITS, Fault.OTHER_USER, Fault.POINTER, Fault.NO_READ,
        Fault.ACCESSED, Fault.NOWHERE, Fault.TOO_WIDE};
    private static final int UNREADABLE_ON_QEMU = 6;
    /** Pages of the slot that nothing else maps. */
    private static final int HOLES = Layout.TABLES_END / PAGE;
    private static final int HOLES_END = Layout.SLOT_SIZE / PAGE;

    private final RandomGenerator random;
    private final ByteBuffer slot;
    private final long base;
    /** QEMU is asked, too: no entry that it treats otherwise than the manual (docs/golden-model.md). */
    private final boolean qemu;
    private boolean supervisor;

    PageTables(RandomGenerator random, ByteBuffer slot, long base, boolean qemu) {
        this.random = random;
        this.slot = slot;
        this.base = base;
        this.qemu = qemu;
    }

    /**
     * First-stage tables.
     *
     * @param user for programs in U-mode
     * @param guest its addresses are translated again, always
     */
    void first(boolean user, boolean guest) {
        long mode = user ? U : 0;
        supervisor = !user;
        fill(Layout.TABLES, PAGES, 2, mode, guest, false);
        fill(Layout.TABLES + PAGE, PAGES, 1, mode, guest, false);
        int level0 = Layout.TABLES + 2 * PAGE;
        fill(level0, PAGES, 0, mode, guest, false);
        pointer(Layout.TABLES, base >>> 30 & 511, Layout.TABLES + PAGE);
        pointer(Layout.TABLES + PAGE, base >>> 21 & 511, level0);
        identity(level0, 0, Layout.TRAP_PAGE / PAGE, V | R | X | A | mode);
        identity(level0, Layout.TRAP_PAGE / PAGE, 1, V | X | accessedByFetch());
        data(level0, V | R | W | A | D | mode, U, 12);
    }

    /** Second-stage tables. */
    void second() {
        int level1 = Layout.GUEST_TABLES + 4 * PAGE;
        int level0 = level1 + PAGE;
        fill(Layout.GUEST_TABLES, 4 * PAGES, 2, U, false, true);
        fill(level1, PAGES, 1, U, false, true);
        fill(level0, PAGES, 0, U, false, true);
        pointer(Layout.GUEST_TABLES, base >>> 30 & 2047, level1);
        pointer(level1, base >>> 21 & 511, level0);
        identity(level0, 0, Layout.TABLES_END / PAGE, V | R | U | A | D); // not the results: there QEMU's differ
        identity(level0, 0, 2, V | R | X | U | A);
        identity(level0, Layout.TRAP_PAGE / PAGE, 1, V | R | X | U | accessedByFetch());
        data(level0, V | R | W | U | A | D, 0, 8);
        for (int i = HOLES; i < HOLES_END; i++) { // what a pointer of the first stage leads to, and cannot be read
            long page = (base >>> 12) + i;
            slot.putLong(level0 + (int) (page & 511) * 8, leaf(page, V | R | W | U | A | D, true, 0, UNREADABLE[random.nextInt(qemu ? UNREADABLE_ON_QEMU : UNREADABLE.length)]));
        }
        if (random.nextInt(4) == 0) { // a walk of the first stage that fails in the second, at one level
            int page = Layout.TABLES / PAGE + random.nextInt(3);
            long entry;
            do { // QEMU makes page faults of table entries that are nowhere, and has MXR act on reads of tables
                entry = leaf(base + (long) page * PAGE >>> 12, 0, V | R | U | A | D, true, true) & ~W; // never writable: the tables stay as they are
            } while (qemu && (entry & V) != 0 && ((entry & (R | X)) == X || (entry >>> 10 & (1L << 44) - 1) << 12 != base + (long) page * PAGE));
            slot.putLong(level0 + (int) ((base >>> 12) + page & 511) * 8, entry);
        }
    }

    /** A of the page that fetches reach; sometimes clear, but not on QEMU, which would set it. */
    private long accessedByFetch() {
        return !qemu && random.nextInt(8) == 0 ? 0 : A;
    }

    private void data(int level0, long flags, long sometimes, int rarity) {
        for (int i = 0; i < Layout.DATA_SIZE / PAGE; i++) {
            long page = (base + Layout.DATA >>> 12) + i;
            long own = random.nextInt(8) == 0 ? flags ^ sometimes : flags;
            long entry = random.nextInt(rarity) == 0 ? leaf(page, 0, own, sometimes == 0, true) : page << 10 | own;
            slot.putLong(level0 + (int) (page & 511) * 8, entry);
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

    private void fill(int table, int entries, int level, long mode, boolean guest, boolean second) {
        for (int i = 0; i < entries; i++) {
            slot.putLong(table + 8 * i, entry(level, mode, guest, second));
        }
    }

    private long entry(int level, long mode, boolean guest, boolean second) {
        long flags = V | R | A | (random.nextInt(4) == 0 ? G : 0) | (long) random.nextInt(4) << 8 | mode;
        if (level > 0) {
            return switch (random.nextInt(4)) {
                case 0, 1 -> leaf(superpage(level, guest), level, guest ? flags | D | (random.nextBoolean() ? W : 0) | (random.nextBoolean() ? X : 0) : flags, second,
                        random.nextInt(3) != 0);
                case 2 -> guest && random.nextInt(3) != 0 ? guestPointer() : (base + (second ? Layout.GUEST_TABLES + (level == 2 ? 4 : 5) * PAGE : Layout.TABLES + (level == 2 ? 1 : 2) * PAGE)) >>> 12 << 10 | V
                        | (random.nextInt(4) == 0 ? G : 0);
                default -> leaf(superpage(level, guest), level, flags, second, true);
            };
        }
        if (random.nextInt(5) == 0) { // what may be executed leads to the trap page
            long trap = base + Layout.TRAP_PAGE >>> 12;
            return leaf(guest && random.nextInt(3) == 0 ? elsewhere(trap) : trap, 0, flags | X, second, random.nextBoolean());
        }
        long page = (base + Layout.DATA >>> 12) + random.nextInt(Layout.DATA_SIZE / PAGE);
        if (guest) {
            page = switch (random.nextInt(6)) {
                case 0 -> (base >>> 21 << 9) + random.nextInt(512);
                case 1, 2 -> elsewhere(page);
                default -> page;
            };
        }
        return leaf(page, 0, flags | (random.nextInt(3) > 0 ? W | D : 0) | (guest && random.nextInt(3) == 0 ? X : 0), second, random.nextBoolean());
    }

    /** A pointer of the first stage to a page that the second translates to the level 0 table, or does not translate. */
    private long guestPointer() {
        long table = base + Layout.TABLES + 2 * PAGE >>> 12;
        long page = switch (random.nextInt(qemu ? 3 : 5)) { // on QEMU an entry that is nowhere is a page fault: not elsewhere
            case 0, 1 -> (base >>> 12) + HOLES + random.nextInt(HOLES_END - HOLES);
            case 3, 4 -> elsewhere(table);
            default -> table & (1L << 28) - 1 | 1L << 29 + random.nextInt(15);
        };
        return page << 10 | V;
    }

    /** Another guest page, whose place in a superpage is that of {@code page}, so that no program reads another's memory through one. */
    private long elsewhere(long page) {
        return random.nextBoolean() ? page >>> 18 << 18 | random.nextInt(512) << 9 | page & 511
                : (long) random.nextInt(1 << 10) << 18 | page & (1 << 18) - 1; // bit 40 of the address is 0: QEMU refuses it
    }

    /** An aligned page number for a leaf of {@code level}: where the slot is, or for a guest elsewhere. */
    private long superpage(int level, boolean guest) {
        long page = guest && random.nextBoolean() ? elsewhere(base >>> 12) : base >>> 12;
        return page >>> 9 * level << 9 * level;
    }

    /** A leaf; if {@code spoiled}, often wrong in one way. A leaf above level 0 that leads to memory is never writable but for a guest's. */
    private long leaf(long page, int level, long flags, boolean second, boolean spoiled) {
        Fault fault = spoiled ? FAULTS[random.nextInt(FAULTS.length)] : null;
        if (fault == null) {
            return page << 10 | flags;
        }
        long entry = leaf(page, flags, second, level, fault);
        boolean data = (entry & (V | U | R | X)) == (V | U | R | X);
        return qemu && supervisor && !second && data ? entry & ~X : entry; // QEMU lets S fetch from a user page that it has read with SUM
    }

    private long leaf(long page, long flags, boolean second, int level, Fault fault) {
        return switch (fault) {
            case INVALID -> random.nextLong() >>> 10 & ~V | (random.nextBoolean() ? R : 0);
            case WRITE_ONLY -> page << 10 | flags & ~R | W | (random.nextBoolean() ? X : 0);
            case RESERVED -> page << 10 | flags | 1L << 54 + random.nextInt(10);
            case POINTER_BITS -> lowest(second) | random.nextLong() & (A | D | U) | (random.nextBoolean() ? A : U);
            case MISALIGNED -> level == 0 ? page << 10 | flags : (page | 1L << random.nextInt(9 * level)) << 10 | flags | W | D | X;
            case OTHER_USER -> page << 10 | (qemu && (flags & X) != 0 && (flags & U) == 0 ? flags & ~(R | W) : flags) ^ U;
            case NO_READ -> base + Layout.TRAP_PAGE >>> 12 << 10 | flags & ~(R | W) | X; // what may be executed is the trap page
            case NO_WRITE -> page << 10 | flags & ~W;
            case NO_EXECUTE -> page << 10 | flags & ~X;
            case ACCESSED -> page << 10 | (qemu ? flags : flags & ~A);
            case DIRTY -> page << 10 | (qemu ? flags : (flags | W) & ~D);
            case NOWHERE -> Layout.NOWHERE >>> 12 << 10 | (level == 0 ? flags : flags | X | W | D);
            case POINTER -> lowest(second);
            case TOO_WIDE -> (page & (1L << 28) - 1 | 1L << 29 + random.nextInt(15)) << 10 | flags | W | D | X;
            case TABLE_NOWHERE -> qemu ? W : Layout.NOWHERE >>> 12 << 10 | V;
        };
    }

    /** A pointer to the level 0 table, whose leaves are misaligned above level 0. */
    private long lowest(boolean second) {
        return base + (second ? Layout.GUEST_TABLES + 5 * PAGE : Layout.TABLES + 2 * PAGE) >>> 12 << 10 | V;
    }
}

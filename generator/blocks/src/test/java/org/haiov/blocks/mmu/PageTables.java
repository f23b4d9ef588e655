package org.haiov.blocks.mmu;

/** Page tables in a bench's memory, each table in a fresh page. */
public final class PageTables {
    public static final int V = 1;
    public static final int R = 2;
    public static final int W = 4;
    public static final int X = 8;
    public static final int U = 16;
    public static final int G = 32;
    public static final int A = 64;
    public static final int D = 128;
    /** A page of S for everything. */
    public static final int ALL = V | R | W | X | A | D;

    private final MmuBench bench;
    private long free;

    /** @param firstFree address of the first page that tables may use */
    public PageTables(MmuBench bench, long firstFree) {
        this.bench = bench;
        free = firstFree;
    }

    /** Address of a fresh, empty root: four aligned pages, enough for the G-stage. */
    public long root() {
        free = free + 0x3FFF & ~0x3FFFL;
        long root = free;
        free += 0x4000;
        return root;
    }

    public long page() {
        long page = free;
        free += 0x1000;
        return page;
    }

    public static long pte(long address, long flags) {
        return address >>> 12 << 10 | flags;
    }

    /**
     * Address of the PTE of level {@code level} for an address; tables above it are made where there are none.
     *
     * @param guest Sv39x4
     */
    public long place(long root, long address, int level, boolean guest) {
        long table = root;
        for (int l = 2; ; l--) {
            long at = table + ((address >>> 12 + 9 * l & (l == 2 && guest ? 2047 : 511)) << 3);
            if (l == level) {
                return at;
            }
            long pte = bench.memory.getOrDefault(at, 0L);
            if (pte == 0) {
                pte = pte(page(), V);
                bench.memory.put(at, pte);
            }
            table = pte >>> 10 << 12;
        }
    }

    public void map(long root, long address, int level, long pte) {
        bench.memory.put(place(root, address, level, false), pte);
    }

    public void mapGuest(long root, long address, int level, long pte) {
        bench.memory.put(place(root, address, level, true), pte);
    }
}

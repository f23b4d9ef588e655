package org.haiov.blocks.cache;

import java.util.Iterator;
import java.util.Random;

/** Instructions that like to follow each other closely at one place. */
final class RandomProgram implements Iterator<Access> {
    private static final int[] FUNCTIONS = {0, 1, 4, 8, 12, 16, 20, 24, 28};

    private final Random random;
    private final long[] offsets;
    private final int line;
    private final int pages;
    private int left;
    private long place;
    private Access reserved;

    /**
     * @param offsets lines in a page
     * @param line bytes of a line
     * @param pages virtual pages, from 0 on; rarely others
     * @param length instructions
     */
    RandomProgram(Random random, long[] offsets, int line, int pages, int length) {
        this.random = random;
        this.offsets = offsets;
        this.line = line;
        this.pages = pages;
        this.left = length;
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public Access next() {
        left--;
        if (reserved != null && random.nextInt(3) > 0) {
            Access r = reserved;
            reserved = null;
            return Access.conditional(r.size(), random.nextInt(6) == 0 ? r.address() ^ 1 << r.size() : r.address(), random.nextLong());
        }
        if (random.nextInt(3) == 0) {
            place = (long) random.nextInt(random.nextInt(50) == 0 ? pages + 2 : pages) << 12
                    | offsets[random.nextInt(offsets.length)] + 8L * random.nextInt(line / 8);
        }
        int kind = random.nextInt(20);
        int size = kind < 14 ? random.nextInt(4) : 2 + random.nextInt(2);
        long address = place + (random.nextInt(8) & -(1 << size));
        if (kind < 14) {
            boolean hypervisor = random.nextInt(8) == 0;
            boolean executable = hypervisor && size > 0 && size < 3 && random.nextInt(3) == 0;
            return kind < 7
                    ? new Access(MemoryOp.LOAD, 0, size, random.nextBoolean(), hypervisor, executable, address, 0)
                    : new Access(MemoryOp.STORE, 0, size, false, hypervisor, false, address, random.nextLong());
        }
        if (kind < 17) {
            return Access.amo(FUNCTIONS[random.nextInt(FUNCTIONS.length)], size, address, random.nextInt(3) - 1L << random.nextInt(64));
        }
        if (kind < 19) {
            reserved = Access.reserve(size, address);
            return reserved;
        }
        return Access.conditional(size, address, random.nextLong());
    }
}

package org.haiov.blocks.cache;

import java.util.HashMap;
import java.util.Map;

/** What memory holds as all harts see it: every store at the moment it leaves M. Words never written hold their address, mixed up. */
final class WordMemory {
    private final Map<Long, Long> words = new HashMap<>();

    /** The 64-bit word around a physical address. */
    long word(long address) {
        long at = address & -8;
        return words.computeIfAbsent(at, WordMemory::initial);
    }

    static long initial(long at) {
        return (at + 1) * 0x9e3779b97f4a7c15L;
    }

    void store(long address, int size, long value) {
        words.put(address & -8, merged(word(address), address, size, value));
    }

    static long merged(long word, long address, int size, long value) {
        int shift = (int) (address & 7) * 8;
        long mask = size == 3 ? -1 : (1L << (8 << size)) - 1;
        return word & ~(mask << shift) | (value & mask) << shift;
    }

    static long loaded(long word, long address, int size, boolean unsigned) {
        int up = 64 - (8 << size);
        long aligned = word >>> (int) (address & 7) * 8 << up;
        return unsigned ? aligned >>> up : aligned >> up;
    }
}

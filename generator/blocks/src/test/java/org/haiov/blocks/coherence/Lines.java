package org.haiov.blocks.coherence;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines that a test plays with, by their addresses without the offset.
 *
 * @param words 64-bit words of each
 * @param ofNothing without memory
 * @param broken of RAM that answers with errors
 */
record Lines(int words, List<Long> ofRam, List<Long> ofRom, List<Long> ofNothing, List<Long> broken) {
    /** A few of each. */
    static Lines of(int words) {
        int bits = 3 + Integer.numberOfTrailingZeros(words);
        List<Long> ram = new ArrayList<>();
        for (long at : new long[] {0, 1, 2, 64, 129, (MemorySystem.RAM.size() >> bits) - 1}) {
            ram.add((MemorySystem.RAM.base() >> bits) + at);
        }
        long rom = MemorySystem.ROM.base() >> bits;
        long end = MemorySystem.RAM.base() + MemorySystem.RAM.size() >> bits;
        return new Lines(words, ram, List.of(rom, rom + 1, rom + 6), List.of(0x1000_0000L >> bits, end),
                List.of((MemorySystem.RAM.base() >> bits) + 5));
    }

    List<Long> all() {
        List<Long> all = new ArrayList<>(ofRam);
        all.addAll(ofRom);
        all.addAll(ofNothing);
        all.addAll(broken);
        return all;
    }

    boolean ram(long address) {
        return ofRam.contains(address);
    }

    boolean rom(long address) {
        return ofRom.contains(address);
    }

    boolean nowhere(long address) {
        return ofNothing.contains(address);
    }

    /** An access ends with an error. */
    boolean fails(long address) {
        return nowhere(address) || broken.contains(address);
    }

    /** Address of the line's first byte. */
    long bytes(long address) {
        return address * 8 * words;
    }
}

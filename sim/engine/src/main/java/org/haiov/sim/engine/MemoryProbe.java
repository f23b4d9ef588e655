package org.haiov.sim.engine;

import java.math.BigInteger;

/** A handle on one memory of a running simulation. Reads and writes go beside its ports and take no simulated time. */
public interface MemoryProbe {
    String path();

    /** Bits a word. */
    int width();

    /** Words, a power of two. */
    int words();

    BigInteger read(int word);

    void write(int word, BigInteger value);

    /** A word of up to 64 bits. */
    long readLong(int word);

    void writeLong(int word, long value);

    /** Many words, of up to 64 bits each, from {@code word} on; fast where words have 64. */
    default void readLongs(int word, long[] into, int from, int count) {
        for (int i = 0; i < count; i++) {
            into[from + i] = readLong(word + i);
        }
    }

    /** As {@link #readLongs}, the other way: how a program image gets in. */
    default void writeLongs(int word, long[] values, int from, int count) {
        for (int i = 0; i < count; i++) {
            writeLong(word + i, values[from + i]);
        }
    }
}

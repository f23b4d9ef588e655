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
}

package org.haiov.sim.engine;

import java.math.BigInteger;

/** A handle on one signal of a running simulation. */
public interface Probe {
    String path();

    /** Bits. */
    int width();

    /** The value now, unsigned; error when wider than 64 bits. */
    long get();

    /** The value now, unsigned. */
    BigInteger getBig();

    /** Drives a top-level input, up to 64 bits; error for any other signal or a value that does not fit. */
    void set(long value);

    /** Drives a top-level input of any width; error for any other signal or a value that does not fit. */
    void setBig(BigInteger value);
}

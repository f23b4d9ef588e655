package org.haiov.hdl.lib;

import org.haiov.hdl.Bits;

/** Successors for counters that go round at a number other than a power of two. */
public final class Counting {
    private Counting() {
    }

    /** One more, or 0 after {@code count - 1}: counts modulo {@code count}. */
    public static Bits nextModulo(Bits value, long count) {
        return count == 1L << Math.min(value.width(), 62) ? value.plus(1) : value.eq(count - 1).mux(0, value.plus(1));
    }

    /** The Gray code of a binary number: neighbours differ in one bit, so that it may cross clock domains bit by bit. */
    public static Bits gray(Bits binary) {
        return binary.xor(binary.shru(1));
    }

    /** The binary number of a Gray code. */
    public static Bits fromGray(Bits gray) {
        Bits binary = gray;
        for (int distance = 1; distance < gray.width(); distance *= 2) {
            binary = binary.xor(binary.shru(distance));
        }
        return binary;
    }
}

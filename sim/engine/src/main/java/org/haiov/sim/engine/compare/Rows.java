package org.haiov.sim.engine.compare;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import org.haiov.sim.engine.StateLayout.Field;

/** Values out of rows of 64-bit words. */
final class Rows {
    private Rows() {
    }

    /** A field of the row that starts at the byte {@code start}. */
    static BigInteger value(MemorySegment rows, long start, Field field) {
        BigInteger value = BigInteger.ZERO;
        for (int i = field.words() - 1; i >= 0; i--) {
            long word = rows.get(JAVA_LONG, start + 8L * (field.offset() + i));
            BigInteger unsigned = BigInteger.valueOf(word & Long.MAX_VALUE);
            value = value.shiftLeft(64).or(word < 0 ? unsigned.setBit(63) : unsigned);
        }
        return value;
    }
}

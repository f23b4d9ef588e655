package org.haiov.sim.engine.verilator;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import org.haiov.sim.engine.ProbeErrors;

/**
 * One value in a model's memory, in the form Verilator gives it: the smallest of 1, 2, 4 and 8 bytes, above 64 bits an array of
 * 32-bit words with the lowest first.
 *
 * @param segment exactly the value's bytes; unusable once the model is closed
 * @param width bits
 */
record Cell(MemorySegment segment, int width) {
    /** Up to 64 bits. */
    long get() {
        return switch ((int) segment.byteSize()) {
            case 1 -> segment.get(JAVA_BYTE, 0) & 0xFFL;
            case 2 -> segment.get(JAVA_SHORT, 0) & 0xFFFFL;
            case 4 -> segment.get(JAVA_INT, 0) & 0xFFFF_FFFFL;
            default -> segment.get(JAVA_LONG, 0);
        };
    }

    /** Up to 64 bits; the value fits. */
    void set(long value) {
        switch ((int) segment.byteSize()) {
            case 1 -> segment.set(JAVA_BYTE, 0, (byte) value);
            case 2 -> segment.set(JAVA_SHORT, 0, (short) value);
            case 4 -> segment.set(JAVA_INT, 0, (int) value);
            default -> segment.set(JAVA_LONG, 0, value);
        }
    }

    BigInteger getBig() {
        if (width <= 64) {
            return unsigned(get());
        }
        byte[] bytes = segment.toArray(JAVA_BYTE);
        reverse(bytes);
        return new BigInteger(1, bytes);
    }

    void setBig(BigInteger value) {
        if (width <= 64) {
            set(value.longValue());
            return;
        }
        byte[] least = value.toByteArray();
        reverse(least);
        byte[] bytes = new byte[(int) segment.byteSize()];
        System.arraycopy(least, 0, bytes, 0, Math.min(least.length, bytes.length));
        MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, 0, bytes.length);
    }

    /** Throws unless the value, read unsigned, has at most the width's bits. */
    void requireFits(String path, long value) {
        if (width < 64 && value >>> width != 0) {
            throw ProbeErrors.doesNotFit(Long.toUnsignedString(value), path, width);
        }
    }

    void requireFits(String path, BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > width) {
            throw ProbeErrors.doesNotFit(value.toString(), path, width);
        }
    }

    /** Throws unless the value can be had as a long. */
    void requireLong(String path) {
        if (width > 64) {
            throw ProbeErrors.tooWideForLong(path, width);
        }
    }

    private static BigInteger unsigned(long value) {
        BigInteger big = BigInteger.valueOf(value & Long.MAX_VALUE);
        return value < 0 ? big.setBit(63) : big;
    }

    private static void reverse(byte[] bytes) {
        for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
            byte b = bytes[i];
            bytes[i] = bytes[j];
            bytes[j] = b;
        }
    }
}

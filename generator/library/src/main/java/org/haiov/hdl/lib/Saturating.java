package org.haiov.hdl.lib;

import java.math.BigInteger;
import org.haiov.hdl.Bits;

/** Arithmetic that stops at the ends of its range instead of wrapping. */
public final class Saturating {
    private Saturating() {
    }

    /** Unsigned sum, at most 2^width - 1. */
    public static Bits addUnsigned(Bits a, Bits b) {
        Bits sum = a.plusCarry(b);
        return sum.msb().mux(ones(a.width()), sum.low(a.width()));
    }

    /** Unsigned difference, at least 0. */
    public static Bits subUnsigned(Bits a, Bits b) {
        return a.ltu(b).mux(0, a.minus(b));
    }

    /** Signed sum, between -2^(width-1) and 2^(width-1) - 1. */
    public static Bits addSigned(Bits a, Bits b) {
        return clampSigned(a.sext(a.width() + 1).plus(b.sext(b.width() + 1)), a.width());
    }

    /** Signed difference, between -2^(width-1) and 2^(width-1) - 1. */
    public static Bits subSigned(Bits a, Bits b) {
        return clampSigned(a.sext(a.width() + 1).minus(b.sext(b.width() + 1)), a.width());
    }

    /** One more, unless all bits are 1: a counter that stays at its top. */
    public static Bits increment(Bits a) {
        return a.all().mux(a, a.plus(1));
    }

    /** One less, unless 0. */
    public static Bits decrement(Bits a) {
        return a.isZero().mux(a, a.minus(1));
    }

    private static Bits clampSigned(Bits wide, int width) {
        Bits negative = wide.msb();
        Bits overflow = negative.xor(wide.bit(width - 1));
        Bits smallest = Bits.lit(BigInteger.ONE.shiftLeft(width - 1), width);
        Bits largest = Bits.lit(BigInteger.ONE.shiftLeft(width - 1).subtract(BigInteger.ONE), width);
        return overflow.mux(negative.mux(smallest, largest), wide.low(width));
    }

    private static Bits ones(int width) {
        return Bits.lit(BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE), width);
    }
}

package org.haiov.hdl;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.haiov.hdl.error.BadSlice;
import org.haiov.hdl.error.SilentTruncation;
import org.haiov.hdl.error.WidthMismatch;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.Expr;
import org.haiov.ir.Loc;
import org.haiov.ir.UnaryOp;

/**
 * A value in hardware: a fixed number of bits without a sign of its own. Operators say how they read their operands
 * ({@link #ltu}, {@link #lts}); none extends or cuts silently.
 *
 * <p>Where an operator takes a {@code long} instead of a value it becomes a constant of the other operand's width, negative ones in
 * two's complement; one that does not fit is a {@link SilentTruncation}.
 */
public abstract sealed class Bits permits Expression, Literal, Signal, Part {
    private final int width;
    final Site site;

    Bits(int width, Site site) {
        this.width = width;
        this.site = site;
    }

    /** Bits. */
    public final int width() {
        return width;
    }

    /** Name for messages. */
    abstract String describe();

    final Loc loc() {
        return site.loc();
    }

    // ---- constants

    /** A constant; negative values in two's complement. */
    public static Bits lit(long value, int width) {
        return Literal.of(BigInteger.valueOf(value), width, Sites.here());
    }

    /** A constant of any width; negative values in two's complement. */
    public static Bits lit(BigInteger value, int width) {
        return Literal.of(value, width, Sites.here());
    }

    /** A 1-bit constant. */
    public static Bits lit(boolean value) {
        return Literal.of(value ? BigInteger.ONE : BigInteger.ZERO, 1, Sites.here());
    }

    // ---- arithmetic

    /** Sum modulo 2^width. */
    public final Bits plus(Bits b) {
        return same(BinaryOp.ADD, b);
    }

    public final Bits plus(long b) {
        return same(BinaryOp.ADD, like(b));
    }

    /** Difference modulo 2^width. */
    public final Bits minus(Bits b) {
        return same(BinaryOp.SUB, b);
    }

    public final Bits minus(long b) {
        return same(BinaryOp.SUB, like(b));
    }

    /** Sum one bit wider than the operands, unsigned: the carry is kept. */
    public final Bits plusCarry(Bits b) {
        requireSameWidth("plusCarry", b);
        return zext(width + 1).plus(b.zext(width + 1));
    }

    /** Unsigned product, as wide as both operands together. */
    public final Bits timesUnsigned(Bits b) {
        return binary(BinaryOp.MUL_U, b, width + b.width());
    }

    /** Signed product, as wide as both operands together. */
    public final Bits timesSigned(Bits b) {
        return binary(BinaryOp.MUL_S, b, width + b.width());
    }

    /** Two's complement negation modulo 2^width. */
    public final Bits neg() {
        return unary(UnaryOp.NEG, width);
    }

    // ---- logic

    public final Bits and(Bits b) {
        return same(BinaryOp.AND, b);
    }

    public final Bits and(long b) {
        return same(BinaryOp.AND, like(b));
    }

    public final Bits or(Bits b) {
        return same(BinaryOp.OR, b);
    }

    public final Bits or(long b) {
        return same(BinaryOp.OR, like(b));
    }

    public final Bits xor(Bits b) {
        return same(BinaryOp.XOR, b);
    }

    public final Bits xor(long b) {
        return same(BinaryOp.XOR, like(b));
    }

    /** Bitwise complement. */
    public final Bits not() {
        return unary(UnaryOp.NOT, width);
    }

    /** 1 when any bit is 1. */
    public final Bits any() {
        return width == 1 ? this : unary(UnaryOp.REDUCE_OR, 1);
    }

    /** 1 when every bit is 1. */
    public final Bits all() {
        return width == 1 ? this : unary(UnaryOp.REDUCE_AND, 1);
    }

    /** 1 when an odd number of bits is 1. */
    public final Bits parity() {
        return width == 1 ? this : unary(UnaryOp.REDUCE_XOR, 1);
    }

    /** 1 when no bit is 1. */
    public final Bits isZero() {
        return any().not();
    }

    // ---- comparisons, 1 bit

    public final Bits eq(Bits b) {
        return compare(BinaryOp.EQ, b);
    }

    public final Bits eq(long b) {
        return compare(BinaryOp.EQ, like(b));
    }

    public final Bits ne(Bits b) {
        return compare(BinaryOp.NE, b);
    }

    public final Bits ne(long b) {
        return compare(BinaryOp.NE, like(b));
    }

    /** Unsigned less than. */
    public final Bits ltu(Bits b) {
        return compare(BinaryOp.LT_U, b);
    }

    public final Bits ltu(long b) {
        return compare(BinaryOp.LT_U, like(b));
    }

    /** Unsigned less than or equal. */
    public final Bits leu(Bits b) {
        return compare(BinaryOp.LE_U, b);
    }

    public final Bits leu(long b) {
        return compare(BinaryOp.LE_U, like(b));
    }

    /** Unsigned greater than. */
    public final Bits gtu(Bits b) {
        return b.compareSwapped(BinaryOp.LT_U, this);
    }

    public final Bits gtu(long b) {
        return gtu(like(b));
    }

    /** Unsigned greater than or equal. */
    public final Bits geu(Bits b) {
        return b.compareSwapped(BinaryOp.LE_U, this);
    }

    public final Bits geu(long b) {
        return geu(like(b));
    }

    /** Signed less than. */
    public final Bits lts(Bits b) {
        return compare(BinaryOp.LT_S, b);
    }

    public final Bits lts(long b) {
        return compare(BinaryOp.LT_S, like(b));
    }

    /** Signed less than or equal. */
    public final Bits les(Bits b) {
        return compare(BinaryOp.LE_S, b);
    }

    /** Signed greater than. */
    public final Bits gts(Bits b) {
        return b.compareSwapped(BinaryOp.LT_S, this);
    }

    /** Signed greater than or equal. */
    public final Bits ges(Bits b) {
        return b.compareSwapped(BinaryOp.LE_S, this);
    }

    // ---- shifts

    /** Left shift by the unsigned amount; amounts of the width and above give 0. */
    public final Bits shl(Bits amount) {
        return binary(BinaryOp.SHL, amount, width);
    }

    /** Left shift by a constant, same width. */
    public final Bits shl(int amount) {
        checkShift(amount);
        return amount == 0 ? this : amount == width ? Literal.zero(width, Sites.here())
                : cat(low(width - amount), Literal.zero(amount, Sites.here()));
    }

    /** Logical right shift by the unsigned amount. */
    public final Bits shru(Bits amount) {
        return binary(BinaryOp.SHR_U, amount, width);
    }

    /** Logical right shift by a constant, same width. */
    public final Bits shru(int amount) {
        checkShift(amount);
        return amount == 0 ? this : amount == width ? Literal.zero(width, Sites.here()) : slice(width - 1, amount).zext(width);
    }

    /** Arithmetic right shift by the unsigned amount. */
    public final Bits shrs(Bits amount) {
        return binary(BinaryOp.SHR_S, amount, width);
    }

    /** Arithmetic right shift by a constant, same width. */
    public final Bits shrs(int amount) {
        checkShift(amount);
        return amount == 0 ? this : slice(width - 1, Math.min(amount, width - 1)).sext(width);
    }

    // ---- parts

    /** Bits {@code hi} down to {@code lo}, both included. */
    public Bits slice(int hi, int lo) {
        checkSlice(hi, lo);
        return lo == 0 && hi == width - 1 ? this : sliceNode(hi, lo, Sites.here());
    }

    final Bits sliceNode(int hi, int lo, Site at) {
        if (this instanceof Literal l) {
            return Literal.of(l.value().shiftRight(lo).mod(BigInteger.ONE.shiftLeft(hi - lo + 1)), hi - lo + 1, at);
        }
        return new Expression(hi - lo + 1, at, "slice", List.of(this), o -> new Expr.Slice(o.getFirst(), hi, lo, at.loc()));
    }

    /** One bit; bit 0 is the least significant. */
    public Bits bit(int index) {
        return slice(index, index);
    }

    /** The bit that the unsigned index names; 0 for indices of the width and above. */
    public final Bits bit(Bits index) {
        return shru(index).low(1);
    }

    /** The {@code count} least significant bits: the way to cut on purpose. */
    public final Bits low(int count) {
        return slice(count - 1, 0);
    }

    /** The {@code count} most significant bits. */
    public final Bits high(int count) {
        return slice(width - 1, width - count);
    }

    /** The most significant bit. */
    public final Bits msb() {
        return high(1);
    }

    /** Widened with zeros to {@code newWidth}, at least the own width. */
    public final Bits zext(int newWidth) {
        return extend(newWidth, false);
    }

    /** Widened with copies of the top bit to {@code newWidth}, at least the own width. */
    public final Bits sext(int newWidth) {
        return extend(newWidth, true);
    }

    /** Side by side, the first the most significant. */
    public static Bits cat(Bits... parts) {
        return cat(Arrays.asList(parts));
    }

    /** Side by side, the first the most significant. */
    public static Bits cat(List<? extends Bits> parts) {
        Site at = Sites.here();
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        if (parts.isEmpty()) {
            throw new BadSlice("concatenation of nothing", "give at least one part", at.loc());
        }
        return new Expression(parts.stream().mapToInt(Bits::width).sum(), at, "cat", parts, o -> new Expr.Concat(o, at.loc()));
    }

    /** {@code count} copies side by side. */
    public final Bits repeat(int count) {
        return cat(Collections.nCopies(count, this));
    }

    /** Every bit as a value of its own, bit 0 first. */
    public final List<Bits> asList() {
        return java.util.stream.IntStream.range(0, width).mapToObj(this::bit).toList();
    }

    // ---- choice

    /** With a 1-bit value as the condition: {@code whenTrue} or {@code whenFalse}. */
    public final Bits mux(Bits whenTrue, Bits whenFalse) {
        Site at = Sites.here();
        if (width != 1) {
            throw new WidthMismatch("condition of mux: " + describe() + " is " + width + " bits, not 1",
                    "reduce it: any(), all() or a comparison", at.loc());
        }
        if (whenTrue.width() != whenFalse.width()) {
            throw new WidthMismatch("arms of mux: " + whenTrue.describeWidth() + ", " + whenFalse.describeWidth(),
                    "widen the narrower one with zext or sext", at.loc());
        }
        return muxNode(whenTrue, whenFalse, at);
    }

    final Bits muxNode(Bits whenTrue, Bits whenFalse, Site at) {
        if (whenTrue == whenFalse) {
            return whenTrue;
        }
        if (this instanceof Literal l) {
            return l.value().signum() != 0 ? whenTrue : whenFalse;
        }
        return new Expression(whenTrue.width(), at, "mux", List.of(this, whenTrue, whenFalse),
                o -> new Expr.Mux(o.get(0), o.get(1), o.get(2), at.loc()));
    }

    /** With a 1-bit value as the condition and a constant for 0. */
    public final Bits mux(Bits whenTrue, long whenFalse) {
        return mux(whenTrue, whenTrue.like(whenFalse));
    }

    /** With a 1-bit value as the condition and a constant for 1. */
    public final Bits mux(long whenTrue, Bits whenFalse) {
        return mux(whenFalse.like(whenTrue), whenFalse);
    }

    // ---- inside

    final String describeWidth() {
        return describe() + " is " + width + (width == 1 ? " bit" : " bits");
    }

    /** A constant of this value's width. */
    final Bits like(long value) {
        return Literal.of(BigInteger.valueOf(value), width, null);
    }

    final void requireSameWidth(String operator, Bits b) {
        if (width != b.width()) {
            throw new WidthMismatch(operator + ": " + describeWidth() + ", " + b.describeWidth(),
                    "widen the narrower one with zext or sext, or cut the wider one with low", Sites.here().loc());
        }
    }

    private void checkSlice(int hi, int lo) {
        if (lo < 0 || hi < lo || hi >= width) {
            throw new BadSlice("slice [" + hi + ":" + lo + "] of " + describeWidth(),
                    "bits go from " + (width - 1) + " down to 0", Sites.here().loc());
        }
    }

    private void checkShift(int amount) {
        if (amount < 0 || amount > width) {
            throw new BadSlice("shift by " + amount + " of " + describeWidth(), "shift by 0 to " + width, Sites.here().loc());
        }
    }

    private Bits extend(int newWidth, boolean signed) {
        if (newWidth == width) {
            return this;
        }
        Site at = Sites.here();
        if (newWidth < width) {
            throw new SilentTruncation((signed ? "sext" : "zext") + " to " + newWidth + " bits: " + describeWidth(),
                    "cut on purpose with low(" + newWidth + ")", at.loc());
        }
        if (this instanceof Literal l && !signed) {
            return Literal.of(l.value(), newWidth, at);
        }
        return new Expression(newWidth, at, signed ? "sext" : "zext", List.of(this),
                o -> new Expr.Extend(o.getFirst(), newWidth, signed, at.loc()));
    }

    private Bits same(BinaryOp op, Bits b) {
        requireSameWidth(name(op), b);
        return binary(op, b, width);
    }

    private Bits compare(BinaryOp op, Bits b) {
        requireSameWidth(name(op), b);
        return binary(op, b, 1);
    }

    private Bits compareSwapped(BinaryOp op, Bits b) {
        b.requireSameWidth(name(op), this);
        return binary(op, b, 1);
    }

    private static String name(BinaryOp op) {
        return op.name().toLowerCase(java.util.Locale.ROOT).replace("_", "");
    }

    private Bits binary(BinaryOp op, Bits b, int resultWidth) {
        Site at = Sites.here();
        return new Expression(resultWidth, at, name(op), List.of(this, b), o -> new Expr.Binary(op, o.get(0), o.get(1), at.loc()));
    }

    private Bits unary(UnaryOp op, int resultWidth) {
        Site at = Sites.here();
        return new Expression(resultWidth, at, op.name().toLowerCase(java.util.Locale.ROOT).replace("_", ""), List.of(this),
                o -> new Expr.Unary(op, o.getFirst(), at.loc()));
    }
}

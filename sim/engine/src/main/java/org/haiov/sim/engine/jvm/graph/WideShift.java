package org.haiov.sim.engine.jvm.graph;

import java.math.BigInteger;

/** Shifts by a variable amount, for any width: whole words by stages of powers of two, then the bits within. */
public final class WideShift {
    /** The three shifts. */
    public enum Kind { LEFT, RIGHT, RIGHT_SIGNED }

    private final Bits g;
    private final Wide wide;

    public WideShift(Bits graph, Wide wide) {
        this.g = graph;
        this.wide = wide;
    }

    /** Amounts of the width and above give zeros, or copies of the sign. */
    public Node[] shift(Kind kind, Node[] a, Node[] amount) {
        int width = Wide.width(a);
        Node low = amount[0];
        for (int i = 1; i < amount.length; i++) {
            if (!amount[i].isConst(0)) {
                // An amount above 64 bits: anything set above the lowest word is too much.
                Node[] high = wide.slice(amount, Wide.width(amount) - 1, 64);
                return wide.mux(wide.any(high), fill(kind, a), shift(kind, a, new Node[] {low}));
            }
        }
        if (low.isConst()) {
            return byConstant(kind, a, Long.compareUnsigned(low.k(), width) >= 0 ? width : (int) low.k());
        }
        if (low.op() == Op.ZEXT) {
            low = low.arg(0);
        }
        int capacity = a.length == 1 ? 1 << Graph.amountBits(width) : 64 << stages(a.length);
        int useful = 31 - Integer.numberOfLeadingZeros(capacity);
        if (low.width() > useful) {
            Node much = g.any(g.slice(low, low.width() - 1, useful));
            return wide.mux(much, fill(kind, a), within(kind, a, g.slice(low, useful - 1, 0)));
        }
        return within(kind, a, low);
    }

    /** Stages that move whole words: enough to move all out. */
    private static int stages(int words) {
        return 32 - Integer.numberOfLeadingZeros(words - 1);
    }

    private Node[] fill(Kind kind, Node[] a) {
        int width = Wide.width(a);
        if (kind != Kind.RIGHT_SIGNED) {
            return wide.constant(BigInteger.ZERO, width);
        }
        return wide.extend(new Node[] {wide.top(a[a.length - 1])}, width, true);
    }

    private Node[] byConstant(Kind kind, Node[] a, int amount) {
        int width = Wide.width(a);
        if (amount == 0) {
            return a;
        }
        if (amount >= width) {
            return width == 1 && kind == Kind.RIGHT_SIGNED ? a : fill(kind, a);
        }
        if (kind == Kind.LEFT) {
            return wide.concat(java.util.List.of(wide.slice(a, width - amount - 1, 0), wide.constant(BigInteger.ZERO, amount)));
        }
        return wide.extend(wide.slice(a, width - 1, amount), width, kind == Kind.RIGHT_SIGNED);
    }

    /** Amount narrow enough that no part of it says "too much" by itself. */
    private Node[] within(Kind kind, Node[] a, Node amount) {
        if (a.length == 1) {
            return new Node[] {switch (kind) {
                case LEFT -> g.shl(a[0], amount);
                case RIGHT -> g.shrU(a[0], amount);
                case RIGHT_SIGNED -> g.shrS(a[0], amount);
            }};
        }
        int width = Wide.width(a);
        // Work on whole words; a signed shift first fills the last one with the sign.
        Node[] full = wide.extend(a, 64 * a.length, kind == Kind.RIGHT_SIGNED);
        Node outside = kind == Kind.RIGHT_SIGNED ? g.repeat(wide.top(full[full.length - 1]), 64) : g.constant(0, 64);
        int n = full.length;
        boolean left = kind == Kind.LEFT;
        for (int bit = 6; bit < amount.width(); bit++) {
            int step = 1 << bit - 6;
            Node sel = g.slice(amount, bit, bit);
            Node[] moved = new Node[n];
            for (int i = 0; i < n; i++) {
                int from = left ? i - step : i + step;
                moved[i] = g.mux(sel, from >= 0 && from < n ? full[from] : outside, full[i]);
            }
            full = moved;
        }
        Node by = g.resize(amount, 6);
        Node back = g.neg(by);
        Node none = g.eq(by, g.constant(0, 6));
        Node[] out = new Node[n];
        for (int i = 0; i < n; i++) {
            int from = left ? i - 1 : i + 1;
            Node near = from >= 0 && from < n ? full[from] : outside;
            // What comes in from the neighbour moves by 64 - by; a move by 64 would be one by 0, so that is left out.
            Node in = left ? g.shrU(near, back) : g.shl(near, back);
            Node own = left ? g.shl(full[i], by) : g.shrU(full[i], by);
            Node entering = near.isConst(0) ? near : g.mux(none, g.constant(0, 64), in);
            out[i] = g.or(own, entering);
        }
        return wide.slice(out, width - 1, 0);
    }
}

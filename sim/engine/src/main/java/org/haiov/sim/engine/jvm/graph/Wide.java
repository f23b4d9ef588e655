package org.haiov.sim.engine.jvm.graph;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * Operations of any width on values cut into words: word i is bits 64 i + 63 down to 64 i, the last one as wide as what is left.
 * Values of up to 64 bits are one word. Shifts are in {@link WideShift}, products in {@link WideProduct}.
 */
public final class Wide {
    final Bits g;

    public Wide(Bits graph) {
        this.g = graph;
    }

    /** Words of a value. */
    public static int words(int width) {
        return (width + 63) / 64;
    }

    /** Width of one word of a value. */
    public static int wordWidth(int width, int word) {
        return Math.min(64, width - 64 * word);
    }

    public static int width(Node[] a) {
        return 64 * (a.length - 1) + a[a.length - 1].width();
    }

    public Node[] constant(BigInteger value, int width) {
        Node[] out = new Node[words(width)];
        for (int i = 0; i < out.length; i++) {
            out[i] = g.constant(value.shiftRight(64 * i).longValue(), wordWidth(width, i));
        }
        return out;
    }

    /** Bits hi down to lo, at most 64 of them. */
    public Node bits(Node[] a, int hi, int lo) {
        int low = lo / 64;
        int high = hi / 64;
        Node lowPart = g.slice(a[low], Math.min(hi - 64 * low, a[low].width() - 1), lo - 64 * low);
        return low == high ? lowPart : g.concat(g.slice(a[high], hi - 64 * high, 0), lowPart);
    }

    public Node[] slice(Node[] a, int hi, int lo) {
        int width = hi - lo + 1;
        Node[] out = new Node[words(width)];
        for (int i = 0; i < out.length; i++) {
            out[i] = bits(a, lo + 64 * i + wordWidth(width, i) - 1, lo + 64 * i);
        }
        return out;
    }

    /** Side by side, the most significant first. */
    public Node[] concat(List<Node[]> parts) {
        int width = parts.stream().mapToInt(Wide::width).sum();
        List<List<Node>> words = new ArrayList<>();
        for (int i = 0; i < words(width); i++) {
            words.add(new ArrayList<>());
        }
        int top = width;
        for (Node[] part : parts) {
            int partWidth = width(part);
            int bottom = top - partWidth;
            for (int at = top; at > bottom; ) {
                int word = (at - 1) / 64;
                int from = Math.max(bottom, 64 * word);
                words.get(word).add(bits(part, at - 1 - bottom, from - bottom));
                at = from;
            }
            top = bottom;
        }
        return words.stream().map(g::concat).toArray(Node[]::new);
    }

    public Node[] extend(Node[] a, int width, boolean signed) {
        Node sign = signed ? g.slice(a[a.length - 1], a[a.length - 1].width() - 1, a[a.length - 1].width() - 1) : g.constant(0, 1);
        Node[] out = new Node[words(width)];
        for (int i = 0; i < out.length; i++) {
            int w = wordWidth(width, i);
            out[i] = i < a.length ? signed ? g.sext(a[i], w) : g.zext(a[i], w) : g.repeat(sign, w);
        }
        return out;
    }

    public Node[] resize(Node[] a, int width) {
        return width > width(a) ? extend(a, width, false) : slice(a, width - 1, 0);
    }

    public Node[] map2(Node[] a, Node[] b, BinaryOperator<Node> op) {
        Node[] out = new Node[a.length];
        for (int i = 0; i < a.length; i++) {
            out[i] = op.apply(a[i], b[i]);
        }
        return out;
    }

    public Node[] not(Node[] a) {
        Node[] out = new Node[a.length];
        for (int i = 0; i < a.length; i++) {
            out[i] = g.not(a[i]);
        }
        return out;
    }

    public Node[] mux(Node sel, Node[] t, Node[] f) {
        return map2(t, f, (x, y) -> g.mux(sel, x, y));
    }

    public Node[] add(Node[] a, Node[] b) {
        return addCarry(a, b, g.constant(0, 1));
    }

    /** a + b + carry, modulo 2^width. */
    private Node[] addCarry(Node[] a, Node[] b, Node carry) {
        Node[] out = new Node[a.length];
        for (int i = 0; i < a.length; i++) {
            int w = a[i].width();
            Node sum = g.add(g.add(a[i], b[i]), g.zext(carry, w));
            out[i] = sum;
            if (i + 1 < a.length) {
                // Carry out of 64 bits, carry in included: both bits set, or one set and the sum's clear.
                carry = top(g.or(g.and(a[i], b[i]), g.and(g.or(a[i], b[i]), g.not(sum))));
            }
        }
        return out;
    }

    public Node[] sub(Node[] a, Node[] b) {
        if (a.length == 1) {
            return new Node[] {g.sub(a[0], b[0])};
        }
        return addCarry(a, not(b), g.constant(1, 1));
    }

    public Node[] neg(Node[] a) {
        return sub(constant(BigInteger.ZERO, width(a)), a);
    }

    static int topBit(Node a) {
        return a.width() - 1;
    }

    Node top(Node a) {
        return g.slice(a, topBit(a), topBit(a));
    }

    public Node eq(Node[] a, Node[] b) {
        if (a.length == 1) {
            return g.eq(a[0], b[0]);
        }
        Node differ = g.constant(0, 64);
        for (int i = 0; i < a.length; i++) {
            differ = g.or(differ, g.zext(g.xor(a[i], b[i]), 64));
        }
        return g.eq(differ, g.constant(0, 64));
    }

    public Node lt(Node[] a, Node[] b, boolean signed) {
        Node less = g.constant(0, 1);
        for (int i = 0; i < a.length; i++) {
            boolean last = i + 1 == a.length;
            Node here = last && signed ? g.ltS(a[i], b[i]) : g.ltU(a[i], b[i]);
            less = i == 0 ? here : g.or(here, g.and(g.eq(a[i], b[i]), less));
        }
        return less;
    }

    public Node any(Node[] a) {
        return g.not(eq(a, constant(BigInteger.ZERO, width(a))));
    }

    public Node all(Node[] a) {
        Node all = g.constant(1, 1);
        for (Node word : a) {
            all = g.and(all, g.all(word));
        }
        return all;
    }

    public Node parity(Node[] a) {
        Node fold = g.constant(0, 64);
        if (a.length == 1) {
            return g.parity(a[0]);
        }
        for (Node word : a) {
            fold = g.xor(fold, g.zext(word, 64));
        }
        return g.parity(fold);
    }
}

package org.haiov.sim.engine.jvm.graph;

import java.math.BigInteger;

/** Full products, for any widths: the schoolbook's, word by word. */
public final class WideProduct {
    private final Bits g;
    private final Wide wide;

    public WideProduct(Bits graph, Wide wide) {
        this.g = graph;
        this.wide = wide;
    }

    /** As wide as both operands together. */
    public Node[] product(Node[] a, Node[] b, boolean signed) {
        int width = Wide.width(a) + Wide.width(b);
        if (width <= 64) {
            return new Node[] {g.mul(wide.extend(a, width, signed)[0], wide.extend(b, width, signed)[0])};
        }
        if (!signed) {
            return unsigned(a, b, width);
        }
        // Two's complement: a negative a counts 2^wa too much, so b is taken off at bit wa, and the other way round.
        Node[] sum = unsigned(a, b, width);
        sum = takeOff(sum, wide.top(a[a.length - 1]), b, Wide.width(a), width);
        return takeOff(sum, wide.top(b[b.length - 1]), a, Wide.width(b), width);
    }

    private Node[] takeOff(Node[] from, Node when, Node[] what, int shift, int width) {
        Node[] moved = wide.concat(java.util.List.of(what, wide.constant(BigInteger.ZERO, shift)));
        Node[] gated = wide.mux(when, wide.resize(moved, width), wide.constant(BigInteger.ZERO, width));
        return wide.sub(from, gated);
    }

    private Node[] unsigned(Node[] a, Node[] b, int width) {
        Node[] sum = wide.constant(BigInteger.ZERO, width);
        for (int i = 0; i < a.length; i++) {
            // One row: a word of a times all of b, low and high halves as two numbers side by side.
            Node x = g.zext(a[i], 64);
            Node[] low = wide.constant(BigInteger.ZERO, width);
            Node[] high = wide.constant(BigInteger.ZERO, width);
            for (int j = 0; j < b.length; j++) {
                Node y = g.zext(b[j], 64);
                put(low, i + j, g.mul(x, y), width);
                put(high, i + j + 1, g.mulHigh(x, y), width);
            }
            sum = wide.add(wide.add(sum, low), high);
        }
        return sum;
    }

    private void put(Node[] into, int word, Node value, int width) {
        if (word < into.length) {
            into[word] = g.resize(value, Wide.wordWidth(width, word));
        }
    }
}

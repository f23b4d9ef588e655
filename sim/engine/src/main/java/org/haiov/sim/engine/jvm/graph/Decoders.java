package org.haiov.sim.engine.jvm.graph;

import java.util.ArrayList;
import java.util.List;

/** Finds decoders among bits side by side: {@code x == 7, x == 6, ... x == 0} is 1 shifted left by x. */
final class Decoders {
    /** Bits from which on a shift is cheaper than comparisons. */
    private static final int SHORTEST = 3;
    private static final int WIDEST_INDEX = 6;

    private Decoders() {
    }

    /** The parts, decoders among them made into slices of shifts. */
    static List<Node> find(Bits g, List<Node> parts) {
        List<Node> found = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); ) {
            int length = 1;
            Node first = parts.get(i);
            if (isComparison(first)) {
                while (i + length < parts.size() && follows(parts.get(i + length), first, length)) {
                    length++;
                }
            }
            if (length >= SHORTEST) {
                Node index = first.arg(0);
                int highest = (int) first.arg(1).k();
                Node one = g.shl(g.constant(1, 1 << index.width()), index);
                found.add(g.slice(one, highest, highest - length + 1));
            } else {
                found.addAll(parts.subList(i, i + length));
            }
            i += length;
        }
        return found;
    }

    private static boolean isComparison(Node n) {
        return n.op() == Op.EQ && n.arg(1).isConst() && n.arg(0).width() <= WIDEST_INDEX;
    }

    private static boolean follows(Node n, Node first, int distance) {
        return isComparison(n) && n.arg(0) == first.arg(0) && n.arg(1).k() == first.arg(1).k() - distance;
    }
}

package org.haiov.sim.engine.jvm.graph;

import static org.haiov.sim.engine.jvm.graph.Node.mask;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of the graph's rules that is about bits side by side: slices, concatenations, extensions. */
public final class Bits extends Graph {
    Bits() {
    }

    public Node zext(Node a, int width) {
        if (width == a.width()) {
            return a;
        }
        if (a.isConst()) {
            return constant(a.k(), width);
        }
        return make(Op.ZEXT, width, 0, null, a.op() == Op.ZEXT ? a.arg(0) : a);
    }

    public Node sext(Node a, int width) {
        if (width == a.width()) {
            return a;
        }
        int up = 64 - a.width();
        if (a.isConst()) {
            return constant(a.k() << up >> up, width);
        }
        if (a.op() == Op.ZEXT) {
            return zext(a.arg(0), width);
        }
        return make(Op.SEXT, width, 0, null, a.op() == Op.SEXT ? a.arg(0) : a);
    }

    /** Widens with zeros or cuts off above. */
    public Node resize(Node a, int width) {
        return width > a.width() ? zext(a, width) : slice(a, width - 1, 0);
    }

    public Node slice(Node a, int hi, int lo) {
        int width = hi - lo + 1;
        if (width == a.width()) {
            return a;
        }
        switch (a.op()) {
            case CONST -> {
                return constant(a.k() >>> lo, width);
            }
            case SLICE -> {
                return slice(a.arg(0), (int) a.k() + hi, (int) a.k() + lo);
            }
            case ZEXT -> {
                int narrow = a.arg(0).width();
                if (lo >= narrow) {
                    return constant(0, width);
                }
                return hi < narrow ? slice(a.arg(0), hi, lo) : zext(slice(a.arg(0), narrow - 1, lo), width);
            }
            case SEXT -> {
                int narrow = a.arg(0).width();
                if (lo >= narrow) {
                    return sext(slice(a.arg(0), narrow - 1, narrow - 1), width);
                }
                return hi < narrow ? slice(a.arg(0), hi, lo) : sext(slice(a.arg(0), narrow - 1, lo), width);
            }
            case CONCAT -> {
                return sliceOfConcat(a, hi, lo);
            }
            case NOT -> {
                return not(slice(a.arg(0), hi, lo));
            }
            case MUX -> {
                if (a.arg(1).isConst() || a.arg(2).isConst()) {
                    return mux(a.arg(0), slice(a.arg(1), hi, lo), slice(a.arg(2), hi, lo));
                }
            }
            default -> {
            }
        }
        return make(Op.SLICE, width, lo, null, a);
    }

    private Node sliceOfConcat(Node a, int hi, int lo) {
        List<Node> parts = new ArrayList<>();
        int top = a.width() - 1;
        for (int i = 0; i < a.arity(); i++) {
            Node part = a.arg(i);
            int bottom = top - part.width() + 1;
            if (bottom <= hi && top >= lo) {
                parts.add(slice(part, Math.min(hi, top) - bottom, Math.max(lo, bottom) - bottom));
            }
            top = bottom - 1;
        }
        return concat(parts);
    }

    /** Side by side, the most significant first; at most 64 bits together. */
    public Node concat(List<Node> parts) {
        List<Node> flat = new ArrayList<>(parts.size());
        int width = 0;
        for (Node part : parts) {
            width += part.width();
            if (part.op() == Op.CONCAT) {
                for (int i = 0; i < part.arity(); i++) {
                    append(flat, part.arg(i));
                }
            } else if (part.op() == Op.ZEXT && !flat.isEmpty()) {
                append(flat, constant(0, part.width() - part.arg(0).width()));
                if (part.arg(0).op() == Op.CONCAT) {
                    for (int i = 0; i < part.arg(0).arity(); i++) {
                        append(flat, part.arg(0).arg(i));
                    }
                } else {
                    append(flat, part.arg(0));
                }
            } else {
                append(flat, part);
            }
        }
        if (flat.size() > 1 && flat.getFirst().isConst(0)) {
            return zext(joined(flat.subList(1, flat.size())), width);
        }
        return joined(flat);
    }

    public Node concat(Node high, Node low) {
        return concat(List.of(high, low));
    }

    private Node joined(List<Node> all) {
        List<Node> flat = Decoders.find(this, all);
        if (flat.size() == 1) {
            return flat.getFirst();
        }
        int width = flat.stream().mapToInt(Node::width).sum();
        return make(Op.CONCAT, width, 0, null, flat.toArray(Node[]::new));
    }

    /** Adds a part below the others; constants and neighbouring slices of one value grow together. */
    private void append(List<Node> parts, Node low) {
        if (!parts.isEmpty()) {
            Node high = parts.getLast();
            int width = high.width() + low.width();
            Node both = null;
            if (high.isConst() && low.isConst()) {
                both = constant(high.k() << low.width() | low.k(), width);
            } else if (high.op() == Op.SLICE && low.op() == Op.SLICE && high.arg(0) == low.arg(0)
                    && low.k() + low.width() == high.k()) {
                both = slice(low.arg(0), (int) low.k() + width - 1, (int) low.k());
            } else if (low.width() == 1 && (high == low || high.op() == Op.SEXT && high.arg(0) == low)) {
                both = sext(low, width);
            }
            if (both != null) {
                parts.set(parts.size() - 1, both);
                return;
            }
        }
        parts.add(low);
    }

    @Override
    Node placed(Node bit, int at, int width) {
        return zext(at == 0 ? bit : concat(bit, constant(0, at)), width);
    }

    @Override
    public Node or(Node a, Node b) {
        Node either = a.width() == 1 ? Membership.either(this, a, b) : null;
        return either != null ? either : super.or(a, b);
    }

    @Override
    public Node eq(Node a, Node b) {
        return a.op() == Op.CONCAT && b.isConst() ? equalParts(a, b.k()) : super.eq(a, b);
    }

    /** Parts against parts of a constant: those of one value by one mask, single bits as they are. */
    private Node equalParts(Node a, long k) {
        Map<Node, long[]> bySource = new LinkedHashMap<>();
        int at = a.width();
        for (int i = 0; i < a.arity(); i++) {
            Node part = a.arg(i);
            at -= part.width();
            long value = k >>> at & mask(part.width());
            if (part.isConst()) {
                if (part.k() != value) {
                    return constant(0, 1);
                }
                continue;
            }
            boolean sliced = part.op() == Op.SLICE;
            int lo = sliced ? (int) part.k() : 0;
            long[] maskAndValue = bySource.computeIfAbsent(sliced ? part.arg(0) : part, _ -> new long[2]);
            long bits = mask(part.width()) << lo;
            if ((maskAndValue[0] & bits & (maskAndValue[1] ^ value << lo)) != 0) {
                return constant(0, 1);
            }
            maskAndValue[0] |= bits;
            maskAndValue[1] |= value << lo;
        }
        Node anySet = constant(0, 1);
        Node equal = constant(1, 1);
        for (Map.Entry<Node, long[]> e : bySource.entrySet()) {
            Node source = e.getKey();
            long bits = e.getValue()[0];
            long value = e.getValue()[1];
            if (Long.bitCount(bits) == 1) {
                int bit = Long.numberOfTrailingZeros(bits);
                Node single = slice(source, bit, bit);
                if (value == 0) {
                    anySet = or(anySet, single);
                } else {
                    equal = and(equal, single);
                }
            } else {
                equal = and(equal, eq(and(source, constant(bits, source.width())), constant(value, source.width())));
            }
        }
        return and(equal, not(anySet));
    }

    /** Every bit of a 1-bit value repeated. */
    public Node repeat(Node bit, int width) {
        return bit.isConst() ? constant(-bit.k(), width) : sext(bit, width);
    }

    /** 1 if any bit is set. */
    public Node any(Node a) {
        return not(eq(a, constant(0, a.width())));
    }

    /** 1 if all bits are set. */
    public Node all(Node a) {
        return eq(a, constant(mask(a.width()), a.width()));
    }
}

package org.haiov.sim.engine.jvm.graph;

import static org.haiov.sim.engine.jvm.graph.Node.mask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes nodes: equal operations once, constants folded, and what is simpler by local rules made simpler. Arithmetic, logic and
 * choice are here, bits side by side in {@link Bits}.
 *
 * <p>Operands keep the order they were given in: isomorphic parts of a design must become isomorphic graphs, so that they can
 * share code.
 */
public abstract class Graph {
    /** Values of one switch, so that its code stays small. */
    private static final int MOST_CASES = 48;

    private final Interner interner = new Interner();

    Graph() {
    }

    /** An empty graph. */
    public static Bits create() {
        return new Bits();
    }

    /** Nodes so far; ids are below it. */
    public final int size() {
        return interner.size();
    }

    final Node make(Op op, int width, long k, Object ref, Node... args) {
        return interner.get(op, width, k, ref, args);
    }

    public final Node constant(long value, int width) {
        return make(Op.CONST, width, value & mask(width), null);
    }

    public final Node load(Slot slot) {
        return make(Op.LOAD, slot.width(), 0, slot);
    }

    public final Node read(MemoryArray memory, Node address) {
        return make(Op.READ, memory.width(), 0, memory, address);
    }

    public final Node not(Node a) {
        if (a.isConst()) {
            return constant(~a.k(), a.width());
        }
        return a.op() == Op.NOT ? a.arg(0) : make(Op.NOT, a.width(), 0, null, a);
    }

    public final Node neg(Node a) {
        if (a.isConst()) {
            return constant(-a.k(), a.width());
        }
        return a.width() == 1 ? a : a.op() == Op.NEG ? a.arg(0) : make(Op.NEG, a.width(), 0, null, a);
    }

    /** Constants go right; otherwise the order stays, but an equal operation with the operands swapped is taken. */
    private Node commutative(Op op, Node a, Node b) {
        if (a.isConst()) {
            Node swap = a;
            a = b;
            b = swap;
        }
        if (b.isConst() && a.op() == op && a.arg(1).isConst()) {
            long x = a.arg(1).k();
            long y = b.k();
            long both = switch (op) {
                case AND -> x & y;
                case OR -> x | y;
                case XOR -> x ^ y;
                case ADD -> x + y;
                default -> x * y;
            };
            return binary(op, a.arg(0), constant(both, a.width()));
        }
        Node swapped = interner.find(op, a.width(), 0, null, b, a);
        return swapped != null ? swapped : make(op, a.width(), 0, null, a, b);
    }

    private Node binary(Op op, Node a, Node b) {
        return switch (op) {
            case AND -> and(a, b);
            case OR -> or(a, b);
            case XOR -> xor(a, b);
            case ADD -> add(a, b);
            default -> mul(a, b);
        };
    }

    private static boolean opposite(Node a, Node b) {
        return a.op() == Op.NOT && a.arg(0) == b || b.op() == Op.NOT && b.arg(0) == a;
    }

    private static boolean isRepeated(Node a) {
        return a.op() == Op.SEXT && a.arg(0).width() == 1;
    }

    public final Node and(Node a, Node b) {
        if (a.isConst() && b.isConst()) {
            return constant(a.k() & b.k(), a.width());
        }
        if (a == b || b.isOnes() || a.isConst(0)) {
            return a;
        }
        if (a.isOnes() || b.isConst(0)) {
            return b;
        }
        if (isRepeated(a) || isRepeated(b)) {
            // A bit repeated over a value is a choice between the value and 0.
            Node bit = isRepeated(a) ? a.arg(0) : b.arg(0);
            return mux(bit, isRepeated(a) ? b : a, constant(0, a.width()));
        }
        return opposite(a, b) ? constant(0, a.width()) : commutative(Op.AND, a, b);
    }

    public Node or(Node a, Node b) {
        if (a.isConst() && b.isConst()) {
            return constant(a.k() | b.k(), a.width());
        }
        if (a == b || b.isConst(0) || a.isOnes()) {
            return a;
        }
        if (a.isConst(0) || b.isOnes()) {
            return b;
        }
        if (isRepeated(a) || isRepeated(b)) {
            Node bit = isRepeated(a) ? a.arg(0) : b.arg(0);
            return mux(bit, constant(-1, a.width()), isRepeated(a) ? b : a);
        }
        return opposite(a, b) ? constant(-1, a.width()) : commutative(Op.OR, a, b);
    }

    public final Node xor(Node a, Node b) {
        if (a.isConst() && b.isConst()) {
            return constant(a.k() ^ b.k(), a.width());
        }
        if (a == b) {
            return constant(0, a.width());
        }
        if (b.isConst(0)) {
            return a;
        }
        if (a.isConst(0)) {
            return b;
        }
        if (b.isOnes()) {
            return not(a);
        }
        if (a.isOnes()) {
            return not(b);
        }
        return opposite(a, b) ? constant(-1, a.width()) : commutative(Op.XOR, a, b);
    }

    public final Node add(Node a, Node b) {
        if (a.isConst() && b.isConst()) {
            return constant(a.k() + b.k(), a.width());
        }
        if (a.width() == 1) {
            return xor(a, b);
        }
        return b.isConst(0) ? a : a.isConst(0) ? b : commutative(Op.ADD, a, b);
    }

    public final Node sub(Node a, Node b) {
        if (b.isConst()) {
            return add(a, constant(-b.k(), a.width()));
        }
        if (a == b) {
            return constant(0, a.width());
        }
        return a.width() == 1 ? xor(a, b) : a.isConst(0) ? neg(b) : make(Op.SUB, a.width(), 0, null, a, b);
    }

    /** Modulo 2^width, both operands as wide as the result. */
    public final Node mul(Node a, Node b) {
        if (a.isConst() && b.isConst()) {
            return constant(a.k() * b.k(), a.width());
        }
        if (a.isConst()) {
            return mul(b, a);
        }
        if (a.width() == 1) {
            return and(a, b);
        }
        return b.isConst(0) ? b : b.isConst(1) ? a : commutative(Op.MUL, a, b);
    }

    /** Upper half of the unsigned product of 64-bit values. */
    public final Node mulHigh(Node a, Node b) {
        if (a.isConst() && b.isConst()) {
            return constant(Math.unsignedMultiplyHigh(a.k(), b.k()), 64);
        }
        return a.isConst(0) || b.isConst(0) ? constant(0, 64) : make(Op.MUL_HIGH, 64, 0, null, a, b);
    }

    public Node eq(Node a, Node b) {
        if (a.isConst()) {
            Node swap = a;
            a = b;
            b = swap;
        }
        if (a == b) {
            return constant(1, 1);
        }
        if (b.isConst()) {
            if (a.isConst()) {
                return constant(a.k() == b.k() ? 1 : 0, 1);
            }
            if (a.width() == 1) {
                return b.k() == 1 ? a : not(a);
            }
            if (a.op() == Op.ZEXT) {
                int narrow = a.arg(0).width();
                return (b.k() & ~mask(narrow)) != 0 ? constant(0, 1) : eq(a.arg(0), constant(b.k(), narrow));
            }
            if (a.op() == Op.NOT) {
                return eq(a.arg(0), constant(~b.k(), a.width()));
            }
        } else if (a.width() == 1) {
            return not(xor(a, b));
        }
        Node swapped = interner.find(Op.EQ, 1, 0, null, b, a);
        return swapped != null ? swapped : make(Op.EQ, 1, 0, null, a, b);
    }

    public final Node ltU(Node a, Node b) {
        if (a.isConst() && b.isConst()) {
            return constant(Long.compareUnsigned(a.k(), b.k()) < 0 ? 1 : 0, 1);
        }
        if (a == b || b.isConst(0) || a.isOnes()) {
            return constant(0, 1);
        }
        if (a.width() == 1) {
            return and(not(a), b);
        }
        if (b.isConst(1)) {
            return eq(a, constant(0, a.width()));
        }
        return a.isConst(0) ? not(eq(b, a)) : make(Op.LT_U, 1, 0, null, a, b);
    }

    public final Node ltS(Node a, Node b) {
        int up = 64 - a.width();
        if (a.isConst() && b.isConst()) {
            return constant(a.k() << up < b.k() << up ? 1 : 0, 1);
        }
        if (a == b) {
            return constant(0, 1);
        }
        return a.width() == 1 ? and(a, not(b)) : make(Op.LT_S, 1, 0, null, a, b);
    }

    /** Bits a shift amount for values of this width has at most. */
    public static int amountBits(int width) {
        return width > 32 ? 6 : 5;
    }

    public final Node shl(Node a, Node amount) {
        if (a.isConst() && amount.isConst()) {
            return constant(a.k() << amount.k(), a.width());
        }
        return amount.isConst(0) || a.isConst(0) ? a : make(Op.SHL, a.width(), 0, null, a, amount);
    }

    public final Node shrU(Node a, Node amount) {
        if (a.isConst() && amount.isConst()) {
            return constant(a.k() >>> amount.k(), a.width());
        }
        return amount.isConst(0) || a.isConst(0) ? a : make(Op.SHR_U, a.width(), 0, null, a, amount);
    }

    public final Node shrS(Node a, Node amount) {
        int up = 64 - a.width();
        if (a.isConst() && amount.isConst()) {
            return constant(a.k() << up >> up >> amount.k(), a.width());
        }
        return amount.isConst(0) || a.isConst(0) || a.isOnes() ? a : make(Op.SHR_S, a.width(), 0, null, a, amount);
    }

    public final Node parity(Node a) {
        if (a.isConst()) {
            return constant(Long.bitCount(a.k()) & 1, 1);
        }
        return a.width() == 1 ? a : a.op() == Op.ZEXT ? parity(a.arg(0)) : make(Op.PARITY, 1, 0, null, a);
    }

    public final Node mux(Node sel, Node t, Node f) {
        if (sel.isConst()) {
            return sel.k() == 1 ? t : f;
        }
        if (sel.op() == Op.NOT) {
            return mux(sel.arg(0), f, t);
        }
        if (t.op() == Op.MUX && t.arg(0) == sel) {
            return mux(sel, t.arg(1), f);
        }
        if (f.op() == Op.MUX && f.arg(0) == sel) {
            return mux(sel, t, f.arg(2));
        }
        if (t == f) {
            return t;
        }
        if (t.width() == 1) {
            if (t.isConst()) {
                return t.k() == 1 ? or(sel, f) : and(not(sel), f);
            }
            if (f.isConst()) {
                return f.k() == 0 ? and(sel, t) : or(not(sel), t);
            }
            if (t == sel || f == sel) {
                return t == sel ? or(sel, f) : and(sel, t);
            }
        }
        if (f.isConst(0) && t.isConst() && Long.bitCount(t.k()) == 1) {
            return placed(sel, Long.numberOfTrailingZeros(t.k()), t.width());
        }
        if (f.op() == Op.MUX && f.arg(1) == t) {
            return mux(or(sel, f.arg(0)), t, f.arg(2));
        }
        if (t.op() == Op.MUX && t.arg(2) == f) {
            return mux(and(sel, t.arg(0)), t.arg(1), f);
        }
        return make(Op.MUX, t.width(), 0, null, sel, t, f);
    }

    /** A bit at a place in a wider value, zeros around it. */
    abstract Node placed(Node bit, int at, int width);

    /** A choice as it stands, with no look into its operands: for operands that may not be taken apart. */
    public final Node rawMux(Node sel, Node t, Node f) {
        return make(Op.MUX, t.width(), 0, null, sel, t, f);
    }

    /** The operation on other operands, as it stands. */
    public final Node withArgs(Node n, Node[] args) {
        return make(n.op(), n.width(), n.k(), n.ref(), args);
    }

    /**
     * Choice by constants.
     *
     * @param keys those of each value, no key twice
     * @param values one for each row of keys
     */
    public final Node choose(Node sel, List<long[]> keys, List<Node> values, Node otherwise) {
        List<long[]> keptKeys = new ArrayList<>();
        List<Node> kept = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            long[] mine = keys.get(i);
            Node value = values.get(i);
            if (sel.isConst()) {
                for (long key : mine) {
                    if (key == sel.k()) {
                        return value;
                    }
                }
            } else if (mine.length > 0 && value != otherwise) {
                int at = kept.indexOf(value);
                if (at < 0) {
                    keptKeys.add(mine);
                    kept.add(value);
                } else {
                    long[] both = Arrays.copyOf(keptKeys.get(at), keptKeys.get(at).length + mine.length);
                    System.arraycopy(mine, 0, both, both.length - mine.length, mine.length);
                    keptKeys.set(at, both);
                }
            }
        }
        if (sel.isConst() || kept.isEmpty()) {
            return otherwise;
        }
        if (kept.size() == 1 && keptKeys.getFirst().length == 1) {
            return mux(eq(sel, constant(keptKeys.getFirst()[0], sel.width())), kept.getFirst(), otherwise);
        }
        if (kept.size() > MOST_CASES) {
            return chooseByHalves(sel, keptKeys, kept, otherwise);
        }
        Node[] args = new Node[kept.size() + 2];
        args[0] = sel;
        for (int i = 0; i < kept.size(); i++) {
            args[i + 1] = kept.get(i);
        }
        args[args.length - 1] = otherwise;
        return make(Op.SWITCH, otherwise.width(), 0, keptKeys.toArray(long[][]::new), args);
    }

    private Node chooseByHalves(Node sel, List<long[]> keys, List<Node> values, Node otherwise) {
        long[] sorted = keys.stream().flatMapToLong(Arrays::stream).map(k -> k ^ Long.MIN_VALUE).sorted().toArray();
        long middle = sorted[sorted.length / 2] ^ Long.MIN_VALUE;
        List<long[]> low = new ArrayList<>();
        List<long[]> high = new ArrayList<>();
        for (long[] mine : keys) {
            low.add(Arrays.stream(mine).filter(k -> Long.compareUnsigned(k, middle) < 0).toArray());
            high.add(Arrays.stream(mine).filter(k -> Long.compareUnsigned(k, middle) >= 0).toArray());
        }
        return mux(ltU(sel, constant(middle, sel.width())), choose(sel, low, values, otherwise), choose(sel, high, values, otherwise));
    }
}

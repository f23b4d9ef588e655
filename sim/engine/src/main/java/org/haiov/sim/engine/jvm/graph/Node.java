package org.haiov.sim.engine.jvm.graph;

import java.util.Arrays;

/** One operation; made by {@link Graph} only, which gives equal operations the same node. Arguments have lower ids than users. */
public final class Node {
    private static final Node[] NONE = {};

    private final int id;
    private final Op op;
    private final int width;
    private final Node[] args;
    private final long k;
    private final Object ref;

    Node(int id, Op op, int width, long k, Object ref, Node... args) {
        this.id = id;
        this.op = op;
        this.width = width;
        this.args = args.length == 0 ? NONE : args;
        this.k = k;
        this.ref = ref;
    }

    public int id() {
        return id;
    }

    public Op op() {
        return op;
    }

    /** Bits, 1 to 64. */
    public int width() {
        return width;
    }

    public boolean isLong() {
        return width > 32;
    }

    /** Number of arguments. */
    public int arity() {
        return args.length;
    }

    public Node arg(int i) {
        return args[i];
    }

    /** A constant's value, or a slice's lowest bit. */
    public long k() {
        return k;
    }

    /** The slot, memory array or keys. */
    public Object ref() {
        return ref;
    }

    public Slot slot() {
        return (Slot) ref;
    }

    public MemoryArray memory() {
        return (MemoryArray) ref;
    }

    /** A switch's keys: those of case i choose argument i + 1. */
    public long[][] keys() {
        return (long[][]) ref;
    }

    public boolean isConst() {
        return op == Op.CONST;
    }

    public boolean isConst(long value) {
        return op == Op.CONST && k == value;
    }

    public boolean isOnes() {
        return op == Op.CONST && k == mask(width);
    }

    /** Whether it is there without computing: a constant or a slot. */
    public boolean isLeaf() {
        return op == Op.CONST || op == Op.LOAD;
    }

    /** About how many machine instructions it takes. */
    public int cost() {
        return op == Op.CONCAT || op == Op.SWITCH ? op.cost() * args.length : op.cost();
    }

    /** Ones in the lowest {@code width} bits. */
    public static long mask(int width) {
        return width >= 64 ? -1L : (1L << width) - 1;
    }

    @Override
    public String toString() {
        return op + "/" + width + (op == Op.CONST || op == Op.SLICE ? " " + Long.toUnsignedString(k) : "")
                + (ref instanceof Slot || ref instanceof MemoryArray ? " " + ref : "")
                + (args.length == 0 ? "" : Arrays.toString(Arrays.stream(args).map(a -> "#" + a.id).toArray()));
    }
}

package org.haiov.sim.engine.jvm.graph;

import java.util.Arrays;

/** Hash table that keeps one node for each operation; open addressing, since it is the hottest place of building a graph. */
final class Interner {
    private Node[] table = new Node[1 << 12];
    private int size;

    /** The node of this operation, a new one with id {@link #size} if there is none yet. */
    Node get(Op op, int width, long k, Object ref, Node... args) {
        int at = hash(op, width, k, ref, args) & table.length - 1;
        for (Node n = table[at]; n != null; n = table[at]) {
            if (same(n, op, width, k, ref, args)) {
                return n;
            }
            at = at + 1 & table.length - 1;
        }
        Node made = new Node(size++, op, width, k, ref, args);
        table[at] = made;
        if (size * 2 > table.length) {
            grow();
        }
        return made;
    }

    /** The node of this operation, or null. */
    Node find(Op op, int width, long k, Object ref, Node... args) {
        int at = hash(op, width, k, ref, args) & table.length - 1;
        for (Node n = table[at]; n != null; n = table[at]) {
            if (same(n, op, width, k, ref, args)) {
                return n;
            }
            at = at + 1 & table.length - 1;
        }
        return null;
    }

    int size() {
        return size;
    }

    private void grow() {
        Node[] old = table;
        table = new Node[old.length * 2];
        for (Node n : old) {
            if (n != null) {
                int at = hash(n.op(), n.width(), n.k(), n.ref(), args(n)) & table.length - 1;
                while (table[at] != null) {
                    at = at + 1 & table.length - 1;
                }
                table[at] = n;
            }
        }
    }

    private static Node[] args(Node n) {
        Node[] args = new Node[n.arity()];
        for (int i = 0; i < args.length; i++) {
            args[i] = n.arg(i);
        }
        return args;
    }

    private static boolean same(Node n, Op op, int width, long k, Object ref, Node[] args) {
        if (n.op() != op || n.width() != width || n.k() != k || n.arity() != args.length) {
            return false;
        }
        for (int i = 0; i < args.length; i++) {
            if (n.arg(i) != args[i]) {
                return false;
            }
        }
        return n.ref() == ref || ref instanceof long[][] keys && n.ref() instanceof long[][] others && Arrays.deepEquals(keys, others);
    }

    private static int hash(Op op, int width, long k, Object ref, Node[] args) {
        int h = op.ordinal() * 31 + width;
        h = h * 0x9E3779B1 + Long.hashCode(k);
        h = h * 0x9E3779B1 + (ref instanceof long[][] keys ? Arrays.deepHashCode(keys) : System.identityHashCode(ref));
        for (Node a : args) {
            h = h * 0x9E3779B1 + a.id();
        }
        return h ^ h >>> 15;
    }
}

package org.haiov.sim.engine.jvm.graph;

/** {@code x == 3 || x == 5} for a narrow x: bit x of a constant, which is two instructions however many values there are. */
final class Membership {
    private static final int WIDEST = 6;

    private Membership() {
    }

    /** Both conditions as one, if they ask for values of the same x; else null. */
    static Node either(Bits g, Node a, Node b) {
        Node x = subject(a);
        if (x == null || x != subject(b)) {
            return null;
        }
        Node set = g.constant(members(a) | members(b), 1 << x.width());
        return g.slice(g.shrU(set, x), 0, 0);
    }

    private static boolean isMembership(Node n) {
        return n.op() == Op.SLICE && n.k() == 0 && n.arg(0).op() == Op.SHR_U && n.arg(0).arg(0).isConst()
                && n.arg(0).width() == 1 << n.arg(0).arg(1).width();
    }

    private static Node subject(Node n) {
        if (n.op() == Op.EQ && n.arg(1).isConst() && n.arg(0).width() <= WIDEST) {
            return n.arg(0);
        }
        return n.width() == 1 && isMembership(n) ? n.arg(0).arg(1) : null;
    }

    private static long members(Node n) {
        return n.op() == Op.EQ ? 1L << n.arg(1).k() : n.arg(0).arg(0).k();
    }
}

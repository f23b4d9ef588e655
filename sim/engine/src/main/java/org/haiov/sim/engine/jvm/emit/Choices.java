package org.haiov.sim.engine.jvm.emit;

import java.lang.classfile.CodeBuilder;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Op;
import org.haiov.sim.engine.jvm.plan.Selection;

/** Writes choices without branches: f ^ ((t ^ f) & -sel). */
final class Choices {
    private final CodeBuilder c;
    private final Expressions x;

    Choices(CodeBuilder code, Expressions expressions) {
        this.c = code;
        this.x = expressions;
    }

    void blend(Node n) {
        Node sel = n.arg(0);
        Node t = n.arg(1);
        Node f = n.arg(2);
        boolean isLong = n.isLong();
        if (f.isConst(0)) {
            x.raw(t);
            ones(sel, isLong);
            x.arithmetic(Op.AND, isLong);
        } else if (t.isConst(0)) {
            x.raw(f);
            x.clean(sel);
            c.iconst_1().isub();
            x.convert(false, isLong);
            x.arithmetic(Op.AND, isLong);
        } else {
            x.raw(f);
            if (f.isConst() && t.isConst()) {
                x.constant(t.k() ^ f.k(), isLong);
            } else {
                dup(isLong);
                x.raw(t);
                x.xor(isLong);
            }
            ones(sel, isLong);
            x.arithmetic(Op.AND, isLong);
            x.xor(isLong);
        }
    }

    private void dup(boolean isLong) {
        if (isLong) {
            c.dup2();
        } else {
            c.dup();
        }
    }

    /** Pushes all ones for 1 and zero for 0. */
    private void ones(Node bit, boolean isLong) {
        x.clean(bit);
        c.ineg();
        x.convert(false, isLong);
    }

    /** A switch over a narrow selector as a tree of choices by the selector's bits. */
    void blendTable(Node n) {
        int[] table = Selection.table(n);
        subtree(n, table, 0, table.length, n.arg(0).width() - 1);
    }

    private void subtree(Node n, int[] table, int from, int to, int bit) {
        if (Selection.isUniform(table, from, to)) {
            x.raw(n.arg(table[from]));
            return;
        }
        boolean isLong = n.isLong();
        int middle = (from + to) / 2;
        subtree(n, table, from, middle, bit - 1);
        if (Selection.sameHalves(table, from, to)) {
            return;
        }
        dup(isLong);
        subtree(n, table, middle, to, bit - 1);
        x.xor(isLong);
        // The bit in the sign's place and down again is all ones or zero.
        x.raw(n.arg(0));
        x.shiftLeft(31 - bit, false);
        c.bipush(31).ishr();
        x.convert(false, isLong);
        x.arithmetic(Op.AND, isLong);
        x.xor(isLong);
    }
}

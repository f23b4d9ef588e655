package org.haiov.sim.engine.jvm.emit;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Op;

/** Writes comparisons, as values without a branch and as conditions of branches. */
final class Comparisons {
    private static final MethodTypeDesc INTS_TO_INT = MethodTypeDesc.ofDescriptor("(II)I");
    private static final MethodTypeDesc LONGS_TO_INT = MethodTypeDesc.ofDescriptor("(JJ)I");

    private final CodeBuilder c;
    private final Expressions x;

    Comparisons(CodeBuilder code, Expressions expressions) {
        this.c = code;
        this.x = expressions;
    }

    /** Pushes 0 or 1. */
    void value(Node n) {
        Node a = n.arg(0);
        Node b = n.arg(1);
        switch (n.op()) {
            case EQ -> equal(a, b);
            case LT_U -> {
                if (a.width() == 64) {
                    borrow(a, b, false);
                } else {
                    boolean isLong = a.width() > 31;
                    clean(a, isLong);
                    clean(b, isLong);
                    x.arithmetic(Op.SUB, isLong);
                    sign(isLong);
                }
            }
            default -> {
                if (a.width() == 64) {
                    borrow(a, b, true);
                } else {
                    boolean isLong = a.width() > 31;
                    x.signed(a);
                    x.convert(a.isLong(), isLong);
                    x.signed(b);
                    x.convert(b.isLong(), isLong);
                    x.arithmetic(Op.SUB, isLong);
                    sign(isLong);
                }
            }
        }
    }

    private void clean(Node n, boolean asLong) {
        if (asLong) {
            x.cleanLong(n);
        } else {
            x.clean(n);
        }
    }

    /** Turns the top bit of the value on the stack into an int of 0 or 1. */
    private void sign(boolean isLong) {
        x.shiftRight(isLong ? 63 : 31, isLong);
        x.convert(isLong, false);
    }

    private void difference(Node a, Node b, boolean asLong) {
        clean(a, asLong);
        if (!b.isConst(0)) {
            clean(b, asLong);
            x.xor(asLong);
        }
    }

    private void equal(Node a, Node b) {
        boolean isLong = a.width() > 31;
        difference(a, b, isLong);
        if (a.width() == 64) {
            // The top bit of d | -d is set unless d is 0.
            c.dup2().lneg().lor();
            sign(true);
            c.iconst_1().ixor();
        } else {
            x.constant(-1, isLong);
            x.arithmetic(Op.ADD, isLong);
            sign(isLong);
        }
    }

    /** Top bit of a - b with the borrow of all 64 bits: (~a & b) | (~(a ^ b) & (a - b)), a and b changing places when signed. */
    private void borrow(Node a, Node b, boolean signed) {
        Node low = signed ? b : a;
        Node high = signed ? a : b;
        x.raw(low);
        c.loadConstant(-1L).lxor();
        x.raw(high);
        c.land();
        x.raw(a);
        x.raw(b);
        c.lxor().loadConstant(-1L).lxor();
        x.raw(a);
        x.raw(b);
        c.lsub().land().lor();
        sign(true);
    }

    /** Goes to the label when the 1-bit value is as asked, else falls through. */
    void jump(Node n, boolean when, Label target) {
        if (x.isReady(n)) {
            test(n, when, target);
            return;
        }
        switch (n.op()) {
            case NOT -> jump(n.arg(0), !when, target);
            case EQ -> jumpEqual(n, when, target);
            case LT_U, LT_S -> jumpLess(n, when, target);
            case AND -> jumpBoth(n, when, false, target);
            case OR -> jumpBoth(n, when, true, target);
            default -> test(n, when, target);
        }
    }

    private void test(Node n, boolean when, Label target) {
        x.clean(n);
        if (when) {
            c.ifne(target);
        } else {
            c.ifeq(target);
        }
    }

    /** Two tests one after the other where one of them is a comparison, which as a value would cost more than a branch. */
    private void jumpBoth(Node n, boolean when, boolean decisive, Label target) {
        if (!isComparison(n.arg(0)) && !isComparison(n.arg(1))) {
            test(n, when, target);
        } else if (when == decisive) {
            jump(n.arg(0), when, target);
            jump(n.arg(1), when, target);
        } else {
            Label past = c.newLabel();
            jump(n.arg(0), decisive, past);
            jump(n.arg(1), when, target);
            c.labelBinding(past);
        }
    }

    private boolean isComparison(Node n) {
        Node of = n.op() == Op.NOT ? n.arg(0) : n;
        return !x.isReady(n) && !x.isReady(of) && (of.op() == Op.EQ || of.op() == Op.LT_U || of.op() == Op.LT_S);
    }

    private void jumpEqual(Node n, boolean when, Label target) {
        Node a = n.arg(0);
        Node b = n.arg(1);
        x.clean(a);
        if (a.isLong()) {
            x.clean(b);
            c.lcmp();
        } else if (!b.isConst(0)) {
            x.clean(b);
            if (when) {
                c.if_icmpeq(target);
            } else {
                c.if_icmpne(target);
            }
            return;
        }
        if (when) {
            c.ifeq(target);
        } else {
            c.ifne(target);
        }
    }

    private void jumpLess(Node n, boolean when, Label target) {
        Node a = n.arg(0);
        Node b = n.arg(1);
        int full = a.isLong() ? 64 : 32;
        boolean unsigned = n.op() == Op.LT_U;
        if (unsigned) {
            x.clean(a);
            x.clean(b);
        } else {
            // Signs moved to the top compare as the values do.
            x.raw(a);
            x.shiftLeft(full - a.width(), a.isLong());
            x.raw(b);
            x.shiftLeft(full - a.width(), a.isLong());
        }
        if (a.isLong()) {
            if (unsigned && a.width() == 64) {
                c.invokestatic(ConstantDescs.CD_Long, "compareUnsigned", LONGS_TO_INT);
            } else {
                c.lcmp();
            }
        } else if (unsigned && a.width() == 32) {
            c.invokestatic(ConstantDescs.CD_Integer, "compareUnsigned", INTS_TO_INT);
        } else {
            if (when) {
                c.if_icmplt(target);
            } else {
                c.if_icmpge(target);
            }
            return;
        }
        if (when) {
            c.iflt(target);
        } else {
            c.ifge(target);
        }
    }
}

package org.haiov.passes;

import java.math.BigInteger;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.Expr;

/** Comparisons that a constant decides alone, as {@code x < 0} unsigned: linters rightly ask about them, so they become constants. */
final class ConstantComparison {
    private ConstantComparison() {
    }

    /** The comparison, or its value as a constant where the other operand cannot matter. */
    static Expr fold(Expr.Binary e) {
        int width = e.a().width();
        return switch (e.op()) {
            case LT_U -> isLit(e.b(), BigInteger.ZERO) || isLit(e.a(), ones(width)) ? constant(e, 0) : e;
            case LE_U -> isLit(e.a(), BigInteger.ZERO) || isLit(e.b(), ones(width)) ? constant(e, 1) : e;
            case LT_S -> isLit(e.b(), lowest(width)) || isLit(e.a(), highest(width)) ? constant(e, 0) : e;
            case LE_S -> isLit(e.a(), lowest(width)) || isLit(e.b(), highest(width)) ? constant(e, 1) : e;
            default -> e;
        };
    }

    private static boolean isLit(Expr e, BigInteger value) {
        return e instanceof Expr.Lit(BigInteger v, _, _) && v.equals(value);
    }

    private static Expr constant(Expr.Binary e, int value) {
        return new Expr.Lit(BigInteger.valueOf(value), 1, e.loc());
    }

    private static BigInteger ones(int width) {
        return BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
    }

    private static BigInteger lowest(int width) {
        return BigInteger.ONE.shiftLeft(width - 1);
    }

    private static BigInteger highest(int width) {
        return ones(width - 1);
    }
}

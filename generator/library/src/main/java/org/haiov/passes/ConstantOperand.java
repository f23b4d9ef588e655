package org.haiov.passes;

import java.math.BigInteger;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.Expr;

/**
 * Operators that a constant operand decides alone, as {@code x < 0} unsigned, and shifts by constants wider than they need to be:
 * linters rightly ask about the first, and Verilator refuses constant amounts of more than 32 bits.
 */
final class ConstantOperand {
    private ConstantOperand() {
    }

    /** The expression, or its value as a constant where the other operand cannot matter. */
    static Expr fold(Expr.Binary e) {
        int width = e.a().width();
        return switch (e.op()) {
            case LT_U -> isLit(e.b(), BigInteger.ZERO) || isLit(e.a(), ones(width)) ? constant(e, 0) : e;
            case LE_U -> isLit(e.a(), BigInteger.ZERO) || isLit(e.b(), ones(width)) ? constant(e, 1) : e;
            case LT_S -> isLit(e.b(), lowest(width)) || isLit(e.a(), highest(width)) ? constant(e, 0) : e;
            case LE_S -> isLit(e.a(), lowest(width)) || isLit(e.b(), highest(width)) ? constant(e, 1) : e;
            case SHL, SHR_U, SHR_S -> e.b() instanceof Expr.Lit(BigInteger amount, _, _) ? shift(e, amount) : e;
            default -> e;
        };
    }

    private static Expr shift(Expr.Binary e, BigInteger amount) {
        BigInteger last = BigInteger.valueOf(e.width() - 1L);
        boolean beyond = amount.compareTo(last) > 0;
        if (beyond && e.op() != BinaryOp.SHR_S) {
            return new Expr.Lit(BigInteger.ZERO, e.width(), e.loc());
        }
        if (amount.signum() == 0) {
            return e.a();
        }
        BigInteger shortest = beyond ? last : amount;
        return shortest.signum() == 0 ? e.a()
                : new Expr.Binary(e.op(), e.a(), new Expr.Lit(shortest, shortest.bitLength(), e.b().loc()), e.loc());
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

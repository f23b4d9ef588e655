package org.haiov.passes;

import java.math.BigInteger;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.Expr;

/**
 * Operators that a constant operand decides alone, as {@code x < 0} unsigned, or makes idle, as {@code x | 0}, and shifts by constants
 * wider than they need to be: linters rightly ask about the first, and Verilator refuses constant amounts of more than 32 bits.
 */
final class ConstantOperand {
    private ConstantOperand() {
    }

    /** The expression, or its value as a constant where the other operand cannot matter. */
    static Expr fold(Expr.Binary e, ConstantValue constants) {
        int width = e.a().width();
        return switch (e.op()) {
            case LT_U, LT_S, LE_U, LE_S -> {
                BigInteger a = constants.of(e.a());
                BigInteger b = constants.of(e.b());
                boolean signed = e.op() == BinaryOp.LT_S || e.op() == BinaryOp.LE_S;
                BigInteger lowest = signed ? BigInteger.ONE.shiftLeft(width - 1) : BigInteger.ZERO;
                BigInteger highest = BigInteger.ONE.shiftLeft(signed ? width - 1 : width).subtract(BigInteger.ONE);
                boolean less = e.op() == BinaryOp.LT_U || e.op() == BinaryOp.LT_S;
                boolean decided = less ? lowest.equals(b) || highest.equals(a) : lowest.equals(a) || highest.equals(b);
                yield decided || a != null && b != null ? literal(e, a, b, constants, less) : e;
            }
            case AND -> isKnown(e, BigInteger.ZERO, constants) ? new Expr.Lit(BigInteger.ZERO, width, e.loc())
                    : without(e, ones(width));
            case OR -> isKnown(e, ones(width), constants) ? new Expr.Lit(ones(width), width, e.loc()) : without(e, BigInteger.ZERO);
            case XOR, ADD -> without(e, BigInteger.ZERO);
            case SHL, SHR_U, SHR_S -> constants.of(e.b()) instanceof BigInteger amount ? shift(e, amount) : e;
            default -> e;
        };
    }

    private static BigInteger ones(int width) {
        return BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
    }

    /** The other operand where one is the literal that changes nothing. */
    private static Expr without(Expr.Binary e, BigInteger neutral) {
        if (e.a() instanceof Expr.Lit(BigInteger a, _, _) && a.equals(neutral)) {
            return e.b();
        }
        return e.b() instanceof Expr.Lit(BigInteger b, _, _) && b.equals(neutral) ? e.a() : e;
    }

    private static boolean isKnown(Expr.Binary e, BigInteger value, ConstantValue constants) {
        return value.equals(constants.of(e.a())) || value.equals(constants.of(e.b()));
    }

    private static Expr literal(Expr.Binary e, BigInteger a, BigInteger b, ConstantValue constants, boolean less) {
        return a != null && b != null ? constants.literal(e)
                : new Expr.Lit(less ? BigInteger.ZERO : BigInteger.ONE, 1, e.loc());
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
}

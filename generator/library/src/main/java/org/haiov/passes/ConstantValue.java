package org.haiov.passes;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.Expr;
import org.haiov.ir.Net;

/** Computes expressions that do not depend on anything that changes. */
final class ConstantValue {
    private final Map<Net, BigInteger> known = new HashMap<>();

    /** From now on the net counts as a constant. */
    void learn(Net net, BigInteger value) {
        known.put(net, value);
    }

    /** An expression that is known to depend on nothing, as a literal. */
    Expr.Lit literal(Expr e) {
        return new Expr.Lit(of(e), e.width(), e.loc());
    }

    /** The value, or null where it depends on something. */
    BigInteger of(Expr e) {
        return switch (e) {
            case Expr.Lit(BigInteger value, _, _) -> value;
            case Expr.Ref(Net net, _) -> known.get(net);
            case Expr.Unary u -> of(u.a()) instanceof BigInteger a ? unary(u, a) : null;
            case Expr.Binary b -> of(b.a()) instanceof BigInteger x && of(b.b()) instanceof BigInteger y ? binary(b, x, y) : null;
            case Expr.Mux(Expr sel, Expr t, Expr f, _) -> of(sel) instanceof BigInteger s ? of(s.signum() != 0 ? t : f) : null;
            case Expr.Switch(Expr sel, var cases, Expr otherwise, _) -> {
                if (!(of(sel) instanceof BigInteger key)) {
                    yield null;
                }
                for (Expr.Switch.Case c : cases) {
                    if (c.keys().contains(key)) {
                        yield of(c.value());
                    }
                }
                yield of(otherwise);
            }
            case Expr.Slice(Expr a, int hi, int lo, _) -> of(a) instanceof BigInteger v ? cut(v.shiftRight(lo), hi - lo + 1) : null;
            case Expr.Extend(Expr a, int width, boolean signed, _) ->
                of(a) instanceof BigInteger v ? cut(signed ? signed(v, a.width()) : v, width) : null;
            case Expr.Concat(var parts, _) -> {
                BigInteger all = BigInteger.ZERO;
                for (Expr part : parts) {
                    if (!(of(part) instanceof BigInteger v)) {
                        yield null;
                    }
                    all = all.shiftLeft(part.width()).or(v);
                }
                yield all;
            }
        };
    }

    private static BigInteger unary(Expr.Unary u, BigInteger a) {
        return switch (u.op()) {
            case NOT -> cut(a.not(), u.width());
            case NEG -> cut(a.negate(), u.width());
            case REDUCE_AND -> bit(a.bitCount() == u.a().width());
            case REDUCE_OR -> bit(a.signum() != 0);
            case REDUCE_XOR -> bit(a.bitCount() % 2 != 0);
        };
    }

    private static BigInteger binary(Expr.Binary e, BigInteger a, BigInteger b) {
        int width = e.a().width();
        return switch (e.op()) {
            case AND -> a.and(b);
            case OR -> a.or(b);
            case XOR -> a.xor(b);
            case ADD -> cut(a.add(b), width);
            case SUB -> cut(a.subtract(b), width);
            case MUL_U -> a.multiply(b);
            case MUL_S -> cut(signed(a, width).multiply(signed(b, e.b().width())), e.width());
            case EQ -> bit(a.equals(b));
            case NE -> bit(!a.equals(b));
            case LT_U -> bit(a.compareTo(b) < 0);
            case LE_U -> bit(a.compareTo(b) <= 0);
            case LT_S -> bit(signed(a, width).compareTo(signed(b, width)) < 0);
            case LE_S -> bit(signed(a, width).compareTo(signed(b, width)) <= 0);
            case SHL, SHR_U, SHR_S -> {
                int amount = b.min(BigInteger.valueOf(width)).intValue();
                yield cut(e.op() == BinaryOp.SHL ? a.shiftLeft(amount)
                        : (e.op() == BinaryOp.SHR_S ? signed(a, width) : a).shiftRight(amount), width);
            }
        };
    }

    private static BigInteger signed(BigInteger value, int width) {
        return value.testBit(width - 1) ? value.subtract(BigInteger.ONE.shiftLeft(width)) : value;
    }

    private static BigInteger bit(boolean one) {
        return one ? BigInteger.ONE : BigInteger.ZERO;
    }

    private static BigInteger cut(BigInteger value, int width) {
        return value.mod(BigInteger.ONE.shiftLeft(width));
    }
}

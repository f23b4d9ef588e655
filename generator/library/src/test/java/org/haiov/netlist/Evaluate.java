package org.haiov.netlist;

import java.math.BigInteger;
import java.util.Map;
import org.haiov.ir.Assign;
import org.haiov.ir.Expr;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;

/** Values of a module's wires and outputs, operator by operator as the netlist's documentation says, in unbounded integers. */
public final class Evaluate {
    private final Map<String, BigInteger> values;

    /** @param values of the inputs and registers by name; results are added */
    public Evaluate(Map<String, BigInteger> values) {
        this.values = values;
    }

    /** Evaluates every assignment; a net must be assigned before it is read. */
    public void module(ModuleIr m) {
        for (Assign a : m.assigns()) {
            values.put(a.target().name(), of(a.value()));
        }
    }

    public BigInteger of(Expr e) {
        return switch (e) {
            case Expr.Lit(BigInteger value, _, _) -> value;
            case Expr.Ref(Net net, _) -> values.get(net.name());
            case Expr.Unary u -> unary(u);
            case Expr.Binary b -> binary(b);
            case Expr.Mux(Expr sel, Expr t, Expr f, _) -> of(of(sel).signum() != 0 ? t : f);
            case Expr.Switch(Expr sel, var cases, Expr otherwise, _) -> {
                BigInteger key = of(sel);
                for (Expr.Switch.Case c : cases) {
                    if (c.keys().contains(key)) {
                        yield of(c.value());
                    }
                }
                yield of(otherwise);
            }
            case Expr.Slice(Expr a, int hi, int lo, _) -> cut(of(a).shiftRight(lo), hi - lo + 1);
            case Expr.Concat(var parts, _) -> {
                BigInteger all = BigInteger.ZERO;
                for (Expr part : parts) {
                    all = all.shiftLeft(part.width()).or(of(part));
                }
                yield all;
            }
            case Expr.Extend(Expr a, int width, boolean signed, _) -> cut(signed ? signed(a) : of(a), width);
        };
    }

    private BigInteger unary(Expr.Unary u) {
        BigInteger a = of(u.a());
        return switch (u.op()) {
            case NOT -> cut(a.not(), u.width());
            case NEG -> cut(a.negate(), u.width());
            case REDUCE_AND -> bit(a.bitCount() == u.a().width());
            case REDUCE_OR -> bit(a.signum() != 0);
            case REDUCE_XOR -> bit(a.bitCount() % 2 != 0);
        };
    }

    private BigInteger binary(Expr.Binary e) {
        BigInteger a = of(e.a());
        BigInteger b = of(e.b());
        BigInteger exact = switch (e.op()) {
            case AND -> a.and(b);
            case OR -> a.or(b);
            case XOR -> a.xor(b);
            case ADD -> a.add(b);
            case SUB -> a.subtract(b);
            case MUL_U -> a.multiply(b);
            case MUL_S -> signed(e.a()).multiply(signed(e.b()));
            case EQ -> bit(a.equals(b));
            case NE -> bit(!a.equals(b));
            case LT_U -> bit(a.compareTo(b) < 0);
            case LE_U -> bit(a.compareTo(b) <= 0);
            case LT_S -> bit(signed(e.a()).compareTo(signed(e.b())) < 0);
            case LE_S -> bit(signed(e.a()).compareTo(signed(e.b())) <= 0);
            case SHL -> a.shiftLeft(amount(b, e.width()));
            case SHR_U -> a.shiftRight(amount(b, e.width()));
            case SHR_S -> signed(e.a()).shiftRight(amount(b, e.width()));
        };
        return cut(exact, e.width());
    }

    private static int amount(BigInteger amount, int width) {
        return amount.min(BigInteger.valueOf(width)).intValue();
    }

    private BigInteger signed(Expr e) {
        BigInteger value = of(e);
        return value.testBit(e.width() - 1) ? value.subtract(BigInteger.ONE.shiftLeft(e.width())) : value;
    }

    private static BigInteger bit(boolean one) {
        return one ? BigInteger.ONE : BigInteger.ZERO;
    }

    private static BigInteger cut(BigInteger value, int width) {
        return value.mod(BigInteger.ONE.shiftLeft(width));
    }
}

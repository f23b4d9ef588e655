package org.haiov.passes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.haiov.ir.Expr;
import org.haiov.ir.Net;

/**
 * Puts other nets in the place of those an expression reads.
 *
 * <p>Needs: a mapping that keeps widths. Guarantees: the same tree with the same places; what reads nothing is not copied.
 */
final class Substitute {
    private final UnaryOperator<Net> mapping;

    Substitute(UnaryOperator<Net> mapping) {
        this.mapping = mapping;
    }

    Expr in(Expr e) {
        return switch (e) {
            case null -> null;
            case Expr.Lit lit -> lit;
            case Expr.Ref(Net net, var loc) -> new Expr.Ref(mapping.apply(net), loc);
            case Expr.Unary(var op, Expr a, var loc) -> new Expr.Unary(op, in(a), loc);
            case Expr.Binary(var op, Expr a, Expr b, var loc) -> new Expr.Binary(op, in(a), in(b), loc);
            case Expr.Mux(Expr sel, Expr t, Expr f, var loc) -> new Expr.Mux(in(sel), in(t), in(f), loc);
            case Expr.Slice(Expr a, int hi, int lo, var loc) -> new Expr.Slice(in(a), hi, lo, loc);
            case Expr.Extend(Expr a, int width, boolean signed, var loc) -> new Expr.Extend(in(a), width, signed, loc);
            case Expr.Concat(var parts, var loc) -> {
                List<Expr> replaced = new ArrayList<>(parts.size());
                for (Expr part : parts) {
                    replaced.add(in(part));
                }
                yield new Expr.Concat(replaced, loc);
            }
            case Expr.Switch(Expr sel, var cases, Expr otherwise, var loc) -> {
                List<Expr.Switch.Case> replaced = new ArrayList<>(cases.size());
                for (Expr.Switch.Case c : cases) {
                    replaced.add(new Expr.Switch.Case(c.keys(), in(c.value())));
                }
                yield new Expr.Switch(in(sel), replaced, in(otherwise), loc);
            }
        };
    }
}

package org.haiov.verilog;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.Expr;
import org.haiov.ir.Net;
import org.haiov.ir.UnaryOp;

/** Turns a value that is chosen by muxes and switches into {@code if} and {@code case} statements, where that reads better. */
final class Choices {
    /** From so many muxes on, a value is told in statements. */
    private static final int MANY = 3;

    private final ExpressionPrinter printer;

    Choices(ExpressionPrinter printer) {
        this.printer = printer;
    }

    /** Whether the value of a wire is to be written as statements: it has a switch or a long chain of choices. */
    static boolean needStatements(Expr value) {
        return count(value, null) >= MANY;
    }

    /** Choices from the outside of the value inward; a switch, or an arm that keeps {@code self}, counts as many. */
    private static int count(Expr value, Net self) {
        return switch (value) {
            case Expr.Mux(_, Expr t, Expr f, _) -> 1 + count(t, self) + count(f, self);
            case Expr.Switch _ -> MANY;
            case Expr.Ref(Net net, _) when net.equals(self) -> MANY;
            default -> 0;
        };
    }

    /** Statements that give a wire its value on every path. */
    List<Statement> wire(Net target, Expr value) {
        return statements(target, null, value, false);
    }

    /** Statements that give a register its next value; where it keeps its value they say nothing. */
    List<Statement> register(Net target, Expr next) {
        return count(next, target) >= MANY ? statements(target, target, next, true) : List.of(set(target, next, true));
    }

    /** An {@code if}: turned round where {@code then} is empty, none where all is, one with an {@code if} that alone is in it. */
    List<Statement> branch(Expr condition, List<Statement> then, List<Statement> otherwise) {
        if (then.isEmpty() && otherwise.isEmpty()) {
            return List.of();
        }
        if (condition instanceof Expr.Lit(BigInteger value, _, _)) {
            return value.signum() != 0 ? then : otherwise;
        }
        if (then.isEmpty()) {
            return branch(not(condition), otherwise, then);
        }
        if (otherwise.isEmpty() && then.size() == 1 && then.getFirst() instanceof Statement.If inner && inner.otherwise().isEmpty()) {
            Expr both = new Expr.Binary(BinaryOp.AND, condition, inner.condition(), condition.loc());
            return List.of(new Statement.If(both, inner.then(), otherwise));
        }
        return List.of(new Statement.If(condition, then, otherwise));
    }

    private Statement set(Net target, Expr value, boolean clocked) {
        return new Statement.Set(target.name(), printer.value(value), clocked);
    }

    private List<Statement> statements(Net target, Net self, Expr value, boolean clocked) {
        return switch (value) {
            case Expr.Ref(Net net, _) when net.equals(self) -> List.of();
            case Expr.Mux(Expr sel, Expr t, Expr f, _) ->
                branch(sel, arm(target, self, t, clocked), statements(target, self, f, clocked));
            case Expr.Switch s -> choice(target, self, s, clocked);
            default -> List.of(set(target, value, clocked));
        };
    }

    /** A value that does not go on a chain of choices: it may be a short choice itself, inside one statement. */
    private List<Statement> arm(Net target, Net self, Expr value, boolean clocked) {
        return count(value, self) < MANY ? List.of(set(target, value, clocked)) : statements(target, self, value, clocked);
    }

    private List<Statement> choice(Net target, Net self, Expr.Switch s, boolean clocked) {
        List<Statement> otherwise = arm(target, self, s.otherwise(), clocked);
        List<Statement.Arm> arms = new ArrayList<>(s.cases().size());
        boolean acts = !otherwise.isEmpty();
        for (Expr.Switch.Case c : s.cases()) {
            List<Statement> body = arm(target, self, c.value(), clocked);
            if (body.isEmpty() && otherwise.isEmpty()) {
                continue;
            }
            acts = true;
            arms.add(new Statement.Arm(c.keys().stream().map(key -> printer.literal(key, s.sel().width())).toList(), body));
        }
        if (!acts) {
            return List.of();
        }
        return arms.isEmpty() ? otherwise : List.of(new Statement.Case(printer.text(s.sel()), arms, otherwise));
    }

    private static Expr not(Expr condition) {
        return switch (condition) {
            case Expr.Unary(UnaryOp op, Expr a, _) when op == UnaryOp.NOT -> a;
            case Expr.Binary(BinaryOp op, Expr a, Expr b, var loc) when op == BinaryOp.EQ -> new Expr.Binary(BinaryOp.NE, a, b, loc);
            case Expr.Binary(BinaryOp op, Expr a, Expr b, var loc) when op == BinaryOp.NE -> new Expr.Binary(BinaryOp.EQ, a, b, loc);
            default -> new Expr.Unary(UnaryOp.NOT, condition, condition.loc());
        };
    }
}

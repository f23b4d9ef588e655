package org.haiov.hdl;

import java.util.List;
import java.util.function.Function;
import org.haiov.ir.Expr;

/** An operator applied to operands; a node of the user's expression graph, in which sharing is by identity. */
final class Expression extends Bits {
    private final String operator;
    private final List<? extends Bits> operands;
    private final Function<List<Expr>, Expr> toIr;
    private String name;

    Expression(int width, Site site, String operator, List<? extends Bits> operands, Function<List<Expr>, Expr> toIr) {
        super(width, site);
        this.operator = operator;
        this.operands = operands;
        this.toIr = toIr;
        this.name = site.name();
        for (Bits operand : operands) {
            if (operand.site == site && inner(operand) instanceof Expression part) {
                part.name = null;
            }
        }
    }

    /** One call of the user's may make several nodes (isZero: any, then not): the variable holds the last, so only that is named. */
    private static Bits inner(Bits operand) {
        return operand instanceof Part p ? p.value() : operand;
    }

    /** The variable that holds it, or null. */
    String name() {
        return name;
    }

    String operator() {
        return operator;
    }

    List<? extends Bits> operands() {
        return operands;
    }

    Expr toIr(List<Expr> lowered) {
        return toIr.apply(lowered);
    }

    /** So small that writing it out at each use reads better than a wire: a slice or complement of a signal. */
    boolean trivial() {
        return (operator.equals("slice") || operator.equals("not")) && operands.getFirst() instanceof Signal;
    }

    @Override
    String describe() {
        return name != null ? name : operator + "(...)";
    }
}

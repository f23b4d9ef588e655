package org.haiov.verilog;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.Expr;
import org.haiov.ir.Net;
import org.haiov.ir.UnaryOp;
import org.haiov.verilog.Forms.Form;

/**
 * Writes expressions that {@link org.haiov.passes.LegalizeForVerilog} has been through.
 *
 * <p>Verilog gives an operator the width of its context and the sign of all its operands together. Here every operand is as wide as
 * the netlist says and unsigned, wherever it stands; what is signed is wrapped, so that the sign ends at the wrapping. Parentheses
 * stand around everything but a chain of one associative operator, so no reader needs the table of precedences.
 */
final class ExpressionPrinter {
    /** What may stand unwrapped as an operand: the higher, the more places. */
    private enum Binding { CHOICE, OPERATOR, PREFIX, OPERAND }

    /** A text with how tightly it holds together. */
    private record Text(String text, Binding binding) {
    }

    private static final BigInteger LAST_DECIMAL = BigInteger.valueOf(9);

    private final Forms forms;
    private final UnreadBits account;

    /** @param account told of everything that is read in what is printed */
    ExpressionPrinter(Forms forms, UnreadBits account) {
        this.forms = forms;
        this.account = account;
    }

    /** The expression as an operand of its own: a condition, an index, a connection. */
    String text(Expr e) {
        return print(e).text;
    }

    /** The expression as the whole value of a target that is as wide: products and signed shifts need no wrapping there. */
    String value(Expr e) {
        if (e instanceof Expr.Binary(BinaryOp op, Expr a, Expr b, _)) {
            switch (op) {
                case MUL_U -> {
                    return forms.fill(Form.MULTIPLY, operand(a, Binding.OPERAND), operand(b, Binding.OPERAND));
                }
                case MUL_S -> {
                    return forms.fill(Form.MULTIPLY, signed(a), signed(b));
                }
                case SHR_S -> {
                    return forms.fill(Form.SHIFT_RIGHT_SIGNED, signed(a), operand(b, Binding.OPERAND));
                }
                default -> {
                }
            }
        }
        return text(e);
    }

    /** A constant: single bits in binary, small values in decimal, others in hexadecimal. */
    String literal(BigInteger value, int width) {
        if (width == 1) {
            return forms.fill(Form.BINARY, "1", value.toString());
        }
        return value.compareTo(LAST_DECIMAL) <= 0
                ? forms.fill(Form.DECIMAL, Integer.toString(width), value.toString())
                : forms.fill(Form.HEX, Integer.toString(width), value.toString(16));
    }

    /** Bits of something that has a name. */
    String bits(String name, int width, int hi, int lo) {
        if (width == hi - lo + 1) {
            return name;
        }
        return hi == lo ? forms.fill(Form.BIT, name, Integer.toString(hi))
                : forms.fill(Form.RANGE, name, Integer.toString(hi), Integer.toString(lo));
    }

    /** Bits of a net, read. */
    String read(Net net, int hi, int lo) {
        account.read(net, hi, lo);
        return bits(net.name(), net.width(), hi, lo);
    }

    /** A word of an array. */
    String word(String array, String address) {
        return forms.fill(Form.WORD, array, address);
    }

    private String signed(Expr e) {
        return forms.fill(Form.SIGNED, text(e));
    }

    private String operand(Expr e, Binding least) {
        Text t = print(e);
        return t.binding.compareTo(least) >= 0 ? t.text : forms.fill(Form.PARENTHESES, t.text);
    }

    private Text print(Expr e) {
        return switch (e) {
            case Expr.Lit(BigInteger value, int width, _) -> new Text(literal(value, width), Binding.OPERAND);
            case Expr.Ref(Net net, _) -> new Text(read(net, net.width() - 1, 0), Binding.OPERAND);
            case Expr.Slice(Expr.Ref(Net net, _), int hi, int lo, _) -> new Text(read(net, hi, lo), Binding.OPERAND);
            case Expr.Slice s -> throw new IllegalStateException("slice of an expression at " + s.loc());
            case Expr.Unary u -> unary(u);
            case Expr.Binary b -> binary(b);
            case Expr.Mux(Expr sel, Expr t, Expr f, _) -> new Text(
                    forms.fill(Form.CHOICE, operand(sel, Binding.PREFIX), operand(t, Binding.OPERATOR), operand(f, Binding.CHOICE)),
                    Binding.CHOICE);
            case Expr.Switch s -> throw new IllegalStateException("switch inside an expression at " + s.loc());
            case Expr.Concat(var parts, _) -> {
                List<String> texts = new ArrayList<>();
                for (Expr part : parts) {
                    part(part, texts);
                }
                yield new Text(join(texts), Binding.OPERAND);
            }
            case Expr.Extend _ -> {
                List<String> texts = new ArrayList<>();
                part(e, texts);
                yield new Text(join(texts), Binding.OPERAND);
            }
        };
    }

    private Text unary(Expr.Unary u) {
        if (u.op() == UnaryOp.NOT) {
            return new Text(forms.fill(u.width() == 1 ? Form.NOT_TRUE : Form.INVERT, operand(u.a(), Binding.OPERAND)), Binding.PREFIX);
        }
        Form form = switch (u.op()) {
            case NEG -> Form.NEGATE;
            case REDUCE_AND -> Form.EVERY_BIT;
            case REDUCE_OR -> Form.ANY_BIT;
            case REDUCE_XOR -> Form.PARITY;
            case NOT -> throw new AssertionError();
        };
        return new Text(forms.fill(form, operand(u.a(), Binding.OPERAND)), Binding.OPERATOR);
    }

    private Text binary(Expr.Binary e) {
        BinaryOp op = e.op();
        return switch (op) {
            case AND -> operator(Form.AND, e);
            case OR -> operator(Form.OR, e);
            case XOR -> operator(Form.XOR, e);
            case ADD -> operator(Form.ADD, e);
            case SUB -> operator(Form.SUB, e);
            case EQ -> operator(Form.EQUAL, e);
            case NE -> operator(Form.NOT_EQUAL, e);
            case LT_U -> operator(Form.LESS, e);
            case LE_U -> operator(Form.LESS_EQUAL, e);
            case LT_S -> new Text(forms.fill(Form.LESS, signed(e.a()), signed(e.b())), Binding.OPERATOR);
            case LE_S -> new Text(forms.fill(Form.LESS_EQUAL, signed(e.a()), signed(e.b())), Binding.OPERATOR);
            case SHL -> operator(Form.SHIFT_LEFT, e);
            case SHR_U -> operator(Form.SHIFT_RIGHT, e);
            case SHR_S -> new Text(forms.fill(Form.UNSIGNED, value(e)), Binding.OPERAND);
            case MUL_U, MUL_S -> throw new IllegalStateException("product inside an expression at " + e.loc());
        };
    }

    private Text operator(Form form, Expr.Binary e) {
        return new Text(forms.fill(form, chained(e.a(), e.op()), chained(e.b(), e.op())), Binding.OPERATOR);
    }

    private String chained(Expr operand, BinaryOp op) {
        boolean chain = operand instanceof Expr.Binary b && b.op() == op
                && (op == BinaryOp.AND || op == BinaryOp.OR || op == BinaryOp.XOR || op == BinaryOp.ADD);
        return operand(operand, chain ? Binding.OPERATOR : Binding.PREFIX);
    }

    /** Adds the parts of a concatenation that the expression is worth. */
    private void part(Expr e, List<String> into) {
        switch (e) {
            case Expr.Concat(var parts, _) -> parts.forEach(p -> part(p, into));
            case Expr.Extend(Expr a, int width, boolean signed, _) -> {
                int more = width - a.width();
                if (!signed) {
                    into.add(literal(BigInteger.ZERO, more));
                } else {
                    String sign = sign(a);
                    for (int i = 0; i < more; i++) {
                        into.add(sign);
                    }
                }
                part(a, into);
            }
            default -> into.add(text(e));
        }
    }

    private String sign(Expr e) {
        return switch (e) {
            case Expr.Ref(Net net, _) -> read(net, net.width() - 1, net.width() - 1);
            case Expr.Slice(Expr.Ref(Net net, _), int hi, _, _) -> read(net, hi, hi);
            default -> throw new IllegalStateException("sign extension of an expression at " + e.loc());
        };
    }

    private String join(List<String> parts) {
        List<String> runs = new ArrayList<>();
        for (int from = 0, to; from < parts.size(); from = to) {
            to = from + 1;
            while (to < parts.size() && parts.get(to).equals(parts.get(from))) {
                to++;
            }
            if (to - from > 2) {
                runs.add(forms.fill(Form.REPEAT, Integer.toString(to - from), parts.get(from)));
            } else {
                runs.addAll(parts.subList(from, to));
            }
        }
        if (runs.size() == 1) {
            return runs.getFirst();
        }
        StringBuilder out = new StringBuilder(forms.fill(Form.JOIN, runs.getFirst()));
        for (int i = 1; i < runs.size(); i++) {
            out.append(forms.fill(Form.JOIN_NEXT, runs.get(i)));
        }
        return out.append(forms.fill(Form.JOIN_END)).toString();
    }
}

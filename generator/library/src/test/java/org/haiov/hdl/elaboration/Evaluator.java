package org.haiov.hdl.elaboration;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.haiov.ir.Assign;
import org.haiov.ir.Expr;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Register;

/** Evaluates the few operators that the tests of elaboration need, straight from their definition. */
final class Evaluator {
    private final ModuleIr module;
    private final Map<String, BigInteger> values = new HashMap<>();

    Evaluator(ModuleIr module) {
        this.module = module;
    }

    Evaluator with(String net, long value) {
        values.put(net, BigInteger.valueOf(value));
        return this;
    }

    /** Value of a wire or output. */
    BigInteger value(String net) {
        BigInteger known = values.get(net);
        return known != null ? known : module.assigns().stream().filter(a -> a.target().name().equals(net)).map(Assign::value)
                .map(this::eval).findFirst().orElseThrow();
    }

    /** What the register loads at the next edge. */
    BigInteger next(String register) {
        return module.registers().stream().filter(r -> r.net().name().equals(register)).map(Register::next).map(this::eval)
                .findFirst().orElseThrow();
    }

    private BigInteger eval(Expr e) {
        return switch (e) {
            case Expr.Lit l -> l.value();
            case Expr.Ref r -> value(r.net().name());
            case Expr.Mux m -> eval(m.sel()).testBit(0) ? eval(m.whenTrue()) : eval(m.whenFalse());
            case Expr.Switch s -> s.cases().stream().filter(c -> c.keys().contains(eval(s.sel()))).findFirst()
                    .map(c -> eval(c.value())).orElseGet(() -> eval(s.otherwise()));
            case Expr.Slice s -> eval(s.a()).shiftRight(s.lo()).mod(BigInteger.ONE.shiftLeft(s.width()));
            case Expr.Concat c -> c.parts().stream().reduce(BigInteger.ZERO,
                    (v, p) -> v.shiftLeft(p.width()).or(eval(p)), BigInteger::or);
            case Expr.Unary u when u.op() == org.haiov.ir.UnaryOp.NOT ->
                    BigInteger.ONE.shiftLeft(u.width()).subtract(BigInteger.ONE).xor(eval(u.a()));
            default -> throw new IllegalArgumentException("not needed here: " + e);
        };
    }
}

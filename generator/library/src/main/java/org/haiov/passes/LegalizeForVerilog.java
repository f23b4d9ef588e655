package org.haiov.passes;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haiov.ir.Assign;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.Check;
import org.haiov.ir.Expr;
import org.haiov.ir.Instance;
import org.haiov.ir.Loc;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.Register;
import org.haiov.ir.UnaryOp;

/**
 * Gives a name to every value that Verilog cannot write inside an expression, and takes out what only a linter would stumble over.
 *
 * <p>Needs: a well-formed module.
 *
 * <p>Guarantees: a module of the same behaviour with the same ports, nets and state, and further wires; in it
 * <ul>
 * <li>a {@link Expr.Slice} is of a whole net, as is what a signed {@link Expr.Extend} widens (or a slice of a net);
 * <li>a {@link Expr.Switch} stands only where a net or register gets its value, or as an arm of a Mux or Switch there: it can be a
 *     {@code case} statement;
 * <li>a multiplication is the whole value of a net or register, and its operands are nets, slices, constants or concatenations:
 *     Verilog computes it as wide as its target, and must not widen sums inside;
 * <li>what a memory port or an instance is given is a net, slice, constant or concatenation, and a write mask with its data is a
 *     whole net each;
 * <li>what has only constants for operands is a constant, no comparison, shift or choice is decided by a constant operand, and
 *     amounts of shifts are at most 32 bits.
 * </ul>
 * The added wires are named after the target of the expression they come out of ({@code total_sum} in {@code total}), so they
 * change only when that expression does.
 */
public final class LegalizeForVerilog {
    /** Bits of a shift's amount that Verilator can take. */
    private static final int WIDEST_AMOUNT = 32;

    private final ModuleIr module;
    private final ConstantValue constants = new ConstantValue();
    private final List<Net> nets = new ArrayList<>();
    private final List<Assign> assigns = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private LegalizeForVerilog(ModuleIr module) {
        this.module = module;
        module.ports().forEach(n -> names.add(n.name()));
        module.nets().forEach(n -> names.add(n.name()));
        module.memories().forEach(m -> names.add(m.name()));
        module.instances().forEach(i -> names.add(i.name()));
        module.checks().forEach(c -> names.add(c.name()));
    }

    public static ModuleIr run(ModuleIr module) {
        return new LegalizeForVerilog(module).legal();
    }

    private ModuleIr legal() {
        for (Assign a : module.assigns()) {
            if (constants.of(a.value()) instanceof BigInteger value) {
                constants.learn(a.target(), value);
            }
        }
        nets.addAll(module.nets());
        for (Assign a : module.assigns()) {
            assigns.add(new Assign(a.target(), value(a.value(), a.target().name()), a.loc()));
        }
        List<Register> registers = new ArrayList<>(module.registers().size());
        for (Register r : module.registers()) {
            registers.add(register(r));
        }
        List<Memory> memories = new ArrayList<>(module.memories().size());
        for (Memory m : module.memories()) {
            memories.add(memory(m));
        }
        List<Instance> instances = new ArrayList<>(module.instances().size());
        for (Instance i : module.instances()) {
            Map<String, Expr> inputs = new LinkedHashMap<>();
            i.inputs().forEach((port, e) -> inputs.put(port, simple(e, i.name() + "_" + port, "")));
            instances.add(new Instance(i.name(), i.definition(), inputs, i.outputs(), i.loc()));
        }
        List<Check> checks = new ArrayList<>(module.checks().size());
        for (Check c : module.checks()) {
            checks.add(new Check(c.kind(), c.name(), c.clocking(), inner(c.enable(), c.name()), inner(c.condition(), c.name()),
                    c.message(), c.loc()));
        }
        return new ModuleIr(module.name(), module.javaClass(), module.ports(), nets, assigns, registers, memories, instances, checks,
                module.loc());
    }

    private Register register(Register r) {
        String name = r.net().name();
        Expr enable = inner(r.enable(), name);
        Expr next = isConstant(enable, 0) ? new Expr.Ref(r.net(), r.loc()) : value(r.next(), name);
        return new Register(r.net(), r.clocking(), r.resettable(), r.init(), enable instanceof Expr.Lit ? null : enable, next,
                r.synchronizer(), r.loc());
    }

    private static boolean isConstant(Expr e, int value) {
        return e instanceof Expr.Lit(BigInteger v, _, _) && v.equals(BigInteger.valueOf(value));
    }

    private Memory memory(Memory m) {
        List<Memory.WritePort> writes = new ArrayList<>();
        for (Memory.WritePort w : m.writes()) {
            Expr enable = simple(w.enable(), m.name(), "write");
            if (isConstant(enable, 0)) {
                continue;
            }
            boolean masked = w.mask() != null;
            writes.add(new Memory.WritePort(w.clocking(), enable, simple(w.address(), m.name(), "write_address"),
                    port(w.data(), masked, m.name(), "write_data"), port(w.mask(), masked, m.name(), "write_mask"), w.loc()));
        }
        // Yosys makes loose registers, with a warning, of an array that is written at constant places alone
        if (!writes.isEmpty() && writes.stream().allMatch(w -> w.address() instanceof Expr.Lit)) {
            Memory.WritePort w = writes.getFirst();
            writes.set(0, new Memory.WritePort(w.clocking(), w.enable(), named(w.address(), m.name(), "write_address"), w.data(), w.mask(),
                    w.loc()));
        }
        List<Memory.ReadPort> reads = new ArrayList<>();
        for (Memory.ReadPort r : m.reads()) {
            String name = r.data().name();
            Expr enable = simple(r.enable(), name, "enable");
            Expr address = isConstant(enable, 0) ? new Expr.Lit(BigInteger.ZERO, m.addressWidth(), r.loc())
                    : simple(r.address(), name, "address");
            reads.add(new Memory.ReadPort(r.data(), r.clocking(), address, enable, r.underWrite(), r.loc()));
        }
        return new Memory(m.name(), m.width(), m.depth(), m.init(), m.style(), writes, reads, m.loc());
    }

    /** An expression that is the whole value of something: it may be a statement. */
    private Expr value(Expr e, String owner) {
        return switch (e) {
            case Expr.Mux(Expr sel, Expr t, Expr f, Loc loc) -> {
                Expr condition = inner(sel, owner);
                if (constants.of(condition) instanceof BigInteger c) {
                    yield value(c.signum() != 0 ? t : f, owner);
                }
                Expr whenTrue = arm(t, owner);
                Expr whenFalse = arm(f, owner);
                yield new Expr.Mux(condition, whenTrue, whenFalse, loc);
            }
            case Expr.Switch(Expr sel, var cases, Expr otherwise, Loc loc) -> {
                Expr selector = inner(sel, owner);
                if (constants.of(selector) instanceof BigInteger key) {
                    yield value(chosen(cases, otherwise, key), owner);
                }
                List<Expr.Switch.Case> legal = new ArrayList<>(cases.size());
                for (Expr.Switch.Case c : cases) {
                    legal.add(new Expr.Switch.Case(c.keys(), arm(c.value(), owner)));
                }
                Expr rest = arm(otherwise, owner);
                yield legal.isEmpty() ? rest : new Expr.Switch(selector, legal, rest, loc);
            }
            case Expr.Binary(BinaryOp op, Expr a, Expr b, Loc loc) when isProduct(e) ->
                product(op, simple(a, owner, "factor"), simple(b, owner, "factor"), loc);
            default -> inner(e, owner);
        };
    }

    private static boolean isProduct(Expr e) {
        return e instanceof Expr.Binary b && b.op().shape() == BinaryOp.Shape.PRODUCT;
    }

    private static Expr chosen(List<Expr.Switch.Case> cases, Expr otherwise, BigInteger key) {
        return cases.stream().filter(c -> c.keys().contains(key)).map(Expr.Switch.Case::value).findFirst().orElse(otherwise);
    }

    private Expr product(BinaryOp op, Expr a, Expr b, Loc loc) {
        Expr product = new Expr.Binary(op, a, b, loc);
        return a instanceof Expr.Lit && b instanceof Expr.Lit ? constants.literal(product) : product;
    }

    /** One of the values that a statement chooses from. */
    private Expr arm(Expr e, String owner) {
        Expr legal = e instanceof Expr.Mux || e instanceof Expr.Switch ? value(e, owner) : inner(e, owner);
        return isProduct(legal) ? named(legal, owner, "product") : legal;
    }

    /** An expression inside another one. */
    private Expr inner(Expr e, String owner) {
        return switch (e) {
            case null -> null;
            case Expr.Lit lit -> lit;
            case Expr.Ref ref -> ref;
            case Expr.Unary(var op, Expr a, Loc loc) -> {
                Expr operand = inner(a, owner);
                Expr legal = new Expr.Unary(op, operand, loc);
                yield operand instanceof Expr.Lit ? constants.literal(legal) : legal;
            }
            case Expr.Binary b when isProduct(b) -> {
                Expr legal = value(b, owner);
                yield legal instanceof Expr.Lit ? legal : named(legal, owner, "product");
            }
            case Expr.Binary b -> binary(b.op(), inner(b.a(), owner), inner(b.b(), owner), b.loc(), owner);
            case Expr.Mux(Expr sel, Expr t, Expr f, Loc loc) -> {
                Expr condition = inner(sel, owner);
                yield constants.of(condition) instanceof BigInteger c ? inner(c.signum() != 0 ? t : f, owner)
                        : new Expr.Mux(condition, inner(t, owner), inner(f, owner), loc);
            }
            case Expr.Switch s -> {
                Expr legal = value(s, owner);
                yield legal instanceof Expr.Switch || legal instanceof Expr.Mux ? named(legal, owner, "choice")
                        : isProduct(legal) ? named(legal, owner, "product") : legal;
            }
            case Expr.Slice(Expr a, int hi, int lo, Loc loc) -> slice(inner(a, owner), hi, lo, loc, owner);
            case Expr.Concat(var parts, Loc loc) -> {
                List<Expr> legal = new ArrayList<>(parts.size());
                for (Expr part : parts) {
                    Expr p = inner(part, owner);
                    if (p instanceof Expr.Concat(var nested, _)) {
                        nested.forEach(n -> join(legal, n));
                    } else {
                        join(legal, p);
                    }
                }
                yield legal.size() == 1 ? legal.getFirst() : new Expr.Concat(legal, loc);
            }
            case Expr.Extend(Expr a, int width, boolean signed, Loc loc) -> {
                Expr operand = inner(a, owner);
                yield operand instanceof Expr.Lit ? constants.literal(new Expr.Extend(operand, width, signed, loc))
                        : new Expr.Extend(signed ? net(operand, owner) : operand, width, signed, loc);
            }
        };
    }

    /** Adds a part to a concatenation; neighbouring bits of one net become one part. */
    private static void join(List<Expr> parts, Expr next) {
        if (!parts.isEmpty() && next instanceof Expr.Slice(Expr.Ref low, int hi, int lo, _)
                && parts.getLast() instanceof Expr.Slice(Expr.Ref high, int top, int base, Loc loc)
                && low.net().equals(high.net()) && base == hi + 1) {
            parts.removeLast();
            parts.add(lo == 0 && top == high.width() - 1 ? high : new Expr.Slice(high, top, lo, loc));
        } else {
            parts.add(next);
        }
    }

    /** An operator over legal operands. */
    private Expr binary(BinaryOp op, Expr a, Expr b, Loc loc, String owner) {
        if (a instanceof Expr.Lit && b instanceof Expr.Lit) {
            return constants.literal(new Expr.Binary(op, a, b, loc));
        }
        Expr folded = ConstantOperand.fold(new Expr.Binary(op, a, b, loc), constants);
        return folded instanceof Expr.Binary shift && op.shape() == BinaryOp.Shape.SHIFT && b.width() > WIDEST_AMOUNT
                && shift.b() == b ? new Expr.Binary(op, a, shortAmount(b, a.width(), owner), loc) : folded;
    }

    /** An amount with which a shift of so many bits gives the same, of a width that Verilator can take. */
    private Expr shortAmount(Expr amount, int width, String owner) {
        Expr whole = amount instanceof Expr.Ref ? amount : named(amount, owner, "amount");
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(width);
        Loc loc = amount.loc();
        Expr beyond = new Expr.Unary(UnaryOp.REDUCE_OR, new Expr.Slice(whole, amount.width() - 1, bits, loc), loc);
        Expr most = new Expr.Lit(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE), bits, loc);
        return new Expr.Mux(beyond, most, new Expr.Slice(whole, bits - 1, 0, loc), loc);
    }

    /** Bits of a legal expression. */
    private Expr slice(Expr a, int hi, int lo, Loc loc, String owner) {
        if (lo == 0 && hi == a.width() - 1) {
            return a;
        }
        return switch (a) {
            case Expr.Lit _ -> constants.literal(new Expr.Slice(a, hi, lo, loc));
            case Expr.Ref ref -> new Expr.Slice(ref, hi, lo, loc);
            case Expr.Slice(Expr of, _, int base, _) -> new Expr.Slice(of, base + hi, base + lo, loc);
            case Expr.Extend(Expr of, _, _, _) when hi < of.width() -> slice(of, hi, lo, loc, owner);
            case Expr.Concat(var parts, _) -> {
                List<Expr> picked = new ArrayList<>();
                int top = a.width();
                for (Expr part : parts) {
                    int base = top - part.width();
                    if (base <= hi && top > lo) {
                        join(picked, slice(part, Math.min(hi, top - 1) - base, Math.max(lo, base) - base, loc, owner));
                    }
                    top = base;
                }
                yield picked.size() == 1 ? picked.getFirst() : new Expr.Concat(picked, loc);
            }
            default -> new Expr.Slice(named(a, owner, what(a)), hi, lo, loc);
        };
    }

    /** The expression if it is a net or a slice of one, else a new net with its value. */
    private Expr net(Expr legal, String owner) {
        return legal instanceof Expr.Ref || legal instanceof Expr.Slice ? legal : named(legal, owner, what(legal));
    }

    /** A legal form of the expression that Verilog evaluates by itself whatever stands around: no operator on the outside. */
    private Expr simple(Expr e, String owner, String role) {
        if (e == null) {
            return null;
        }
        Expr legal = e instanceof Expr.Switch || e instanceof Expr.Mux || e instanceof Expr.Binary ? value(e, owner) : inner(e, owner);
        return isSimple(legal) ? legal : named(legal, owner, role);
    }

    /** What a port is given: something simple, or where that will not do the whole net that holds it. */
    private Expr port(Expr e, boolean whole, String owner, String role) {
        Expr legal = simple(e, owner, role);
        return !whole || legal instanceof Expr.Ref ? legal : named(legal, owner, role);
    }

    private static boolean isSimple(Expr e) {
        return switch (e) {
            case Expr.Lit _, Expr.Ref _, Expr.Slice _ -> true;
            case Expr.Extend(Expr a, _, _, _) -> isSimple(a);
            case Expr.Concat(var parts, _) -> parts.stream().allMatch(LegalizeForVerilog::isSimple);
            default -> false;
        };
    }

    private Expr named(Expr legal, String owner, String role) {
        String stem = role.isEmpty() ? owner : owner + "_" + role;
        String name = stem;
        for (int i = 1; !names.add(name); i++) {
            name = stem + "_" + i;
        }
        Net net = new Net(name, legal.width(), Net.Kind.WIRE, legal.loc());
        nets.add(net);
        assigns.add(new Assign(net, legal, legal.loc()));
        return new Expr.Ref(net, legal.loc());
    }

    private static String what(Expr e) {
        return switch (e) {
            case Expr.Binary(BinaryOp op, _, _, _) -> switch (op) {
                case ADD -> "sum";
                case SUB -> "difference";
                case MUL_U, MUL_S -> "product";
                case SHL, SHR_U, SHR_S -> "shifted";
                case AND, OR, XOR -> "bits";
                case EQ, NE, LT_U, LT_S, LE_U, LE_S -> "test";
            };
            case Expr.Unary(var op, _, _) -> op.reduces() ? "test" : "bits";
            case Expr.Mux _, Expr.Switch _ -> "choice";
            case Expr.Concat _, Expr.Extend _, Expr.Lit _, Expr.Ref _, Expr.Slice _ -> "bits";
        };
    }
}

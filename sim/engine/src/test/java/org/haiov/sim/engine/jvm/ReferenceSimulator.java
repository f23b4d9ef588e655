package org.haiov.sim.engine.jvm;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haiov.ir.Check;
import org.haiov.ir.Clocking;
import org.haiov.ir.Expr;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.Register;

/**
 * What a flat netlist means, as plainly as it can be written: recursion over expressions with BigInteger, next states gathered first
 * and stored afterwards. Shares nothing with the engine.
 */
final class ReferenceSimulator {
    private static final BigInteger ONE = BigInteger.ONE;
    private final ModuleIr m;
    private final Map<Net, BigInteger> kept = new HashMap<>();
    private final Map<Net, BigInteger> now = new HashMap<>();
    private final Map<Net, Expr> drivers = new HashMap<>();
    private final Map<String, BigInteger[]> memories = new LinkedHashMap<>();
    private final Map<String, Long> covers = new LinkedHashMap<>();

    ReferenceSimulator(ModuleIr flat) {
        m = flat;
        m.ports().stream().filter(p -> p.kind() == Net.Kind.INPUT).forEach(p -> kept.put(p, BigInteger.ZERO));
        m.assigns().forEach(a -> drivers.put(a.target(), a.value()));
        m.registers().forEach(r -> kept.put(r.net(), r.init()));
        for (Memory memory : m.memories()) {
            BigInteger[] words = new BigInteger[1 << memory.addressWidth()];
            for (int i = 0; i < words.length; i++) {
                words[i] = i < memory.init().size() ? memory.init().get(i) : BigInteger.ZERO;
            }
            memories.put(memory.name(), words);
            memory.reads().stream().filter(Memory.ReadPort::synchronous).forEach(r -> kept.put(r.data(), BigInteger.ZERO));
        }
        m.checks().stream().filter(c -> c.kind() == Check.Kind.COVER).forEach(c -> covers.put(c.name(), 0L));
    }

    void poke(Net input, BigInteger value) {
        kept.put(input, value);
        now.clear();
    }

    BigInteger peek(Net net) {
        BigInteger value = kept.get(net);
        if (value == null) {
            value = now.get(net);
        }
        if (value == null) {
            value = compute(net);
            now.put(net, value);
        }
        return value;
    }

    BigInteger word(String memory, int i) {
        return memories.get(memory)[i];
    }

    void overwrite(String memory, int i, BigInteger value) {
        memories.get(memory)[i] = value;
        now.clear();
    }

    Map<String, Long> covers() {
        return covers;
    }

    /** A cycle in which the given clocks tick; the first check that fails, and then nothing is changed, or null. */
    Check step(List<Net> ticking) {
        for (Check c : m.checks()) {
            boolean looked = counts(c, ticking);
            if (looked && c.kind() != Check.Kind.COVER && !bit(c.condition())) {
                return c;
            }
        }
        for (Check c : m.checks()) {
            if (c.kind() == Check.Kind.COVER && counts(c, ticking) && bit(c.condition())) {
                covers.merge(c.name(), 1L, Long::sum);
            }
        }
        Map<Net, BigInteger> next = new HashMap<>();
        List<Runnable> writes = new ArrayList<>();
        for (Register r : m.registers()) {
            if (ticking.contains(r.clocking().clock())) {
                if (r.resettable() && inReset(r.clocking())) {
                    next.put(r.net(), r.init());
                } else if (r.enable() == null || bit(r.enable())) {
                    next.put(r.net(), eval(r.next()));
                }
            }
        }
        for (Memory memory : m.memories()) {
            memory(memory, ticking, next, writes);
        }
        kept.putAll(next);
        writes.forEach(Runnable::run);
        now.clear();
        return null;
    }

    private boolean counts(Check c, List<Net> ticking) {
        return ticking.contains(c.clocking().clock()) && !inReset(c.clocking()) && (c.enable() == null || bit(c.enable()));
    }

    private boolean inReset(Clocking c) {
        return c.reset() != null && peek(c.reset()).signum() != 0;
    }

    private void memory(Memory memory, List<Net> ticking, Map<Net, BigInteger> next, List<Runnable> writes) {
        BigInteger[] words = memories.get(memory.name());
        for (Memory.ReadPort r : memory.reads()) {
            if (!r.synchronous() || !ticking.contains(r.clocking().clock()) || r.enable() != null && !bit(r.enable())) {
                continue;
            }
            int address = eval(r.address()).intValue();
            BigInteger word = words[address];
            for (Memory.WritePort w : memory.writes()) {
                if (r.underWrite() == Memory.UnderWrite.NEW && w.clocking().clock().equals(r.clocking().clock())
                        && bit(w.enable()) && eval(w.address()).intValue() == address) {
                    word = merge(memory, w, word);
                }
            }
            next.put(r.data(), word);
        }
        for (Memory.WritePort w : memory.writes()) {
            if (ticking.contains(w.clocking().clock()) && bit(w.enable())) {
                int address = eval(w.address()).intValue();
                BigInteger data = eval(w.data());
                BigInteger mask = mask(memory, w);
                writes.add(() -> words[address] = data.and(mask).or(words[address].andNot(mask)));
            }
        }
    }

    private BigInteger mask(Memory memory, Memory.WritePort w) {
        if (w.mask() == null) {
            return ones(memory.width());
        }
        BigInteger parts = eval(w.mask());
        int part = memory.width() / w.mask().width();
        BigInteger mask = BigInteger.ZERO;
        for (int i = 0; i < w.mask().width(); i++) {
            if (parts.testBit(i)) {
                mask = mask.or(ones(part).shiftLeft(i * part));
            }
        }
        return mask;
    }

    private BigInteger merge(Memory memory, Memory.WritePort w, BigInteger old) {
        BigInteger mask = mask(memory, w);
        return eval(w.data()).and(mask).or(old.andNot(mask));
    }

    private static BigInteger ones(int width) {
        return ONE.shiftLeft(width).subtract(ONE);
    }

    private BigInteger compute(Net net) {
        if (drivers.containsKey(net)) {
            return eval(drivers.get(net));
        }
        for (Memory memory : m.memories()) {
            for (Memory.ReadPort r : memory.reads()) {
                if (r.data().equals(net)) {
                    return memories.get(memory.name())[eval(r.address()).intValue()];
                }
            }
        }
        throw new IllegalStateException(net.name());
    }

    private boolean bit(Expr e) {
        return eval(e).signum() != 0;
    }

    private static BigInteger signed(BigInteger value, int width) {
        return value.testBit(width - 1) ? value.subtract(ONE.shiftLeft(width)) : value;
    }

    BigInteger eval(Expr e) {
        BigInteger value = switch (e) {
            case Expr.Lit lit -> lit.value();
            case Expr.Ref ref -> peek(ref.net());
            case Expr.Unary u -> unary(u);
            case Expr.Binary b -> binary(b, eval(b.a()), eval(b.b()));
            case Expr.Mux mux -> bit(mux.sel()) ? eval(mux.whenTrue()) : eval(mux.whenFalse());
            case Expr.Switch s -> {
                BigInteger sel = eval(s.sel());
                yield s.cases().stream().filter(c -> c.keys().contains(sel)).findFirst().map(c -> eval(c.value()))
                        .orElseGet(() -> eval(s.otherwise()));
            }
            case Expr.Slice s -> eval(s.a()).shiftRight(s.lo());
            case Expr.Concat c -> {
                BigInteger all = BigInteger.ZERO;
                for (Expr part : c.parts()) {
                    all = all.shiftLeft(part.width()).or(eval(part));
                }
                yield all;
            }
            case Expr.Extend x -> x.signed() ? signed(eval(x.a()), x.a().width()) : eval(x.a());
        };
        return value.and(ones(e.width()));
    }

    private static BigInteger of(boolean b) {
        return b ? ONE : BigInteger.ZERO;
    }

    private BigInteger unary(Expr.Unary u) {
        BigInteger a = eval(u.a());
        return switch (u.op()) {
            case NOT -> a.not();
            case NEG -> a.negate();
            case REDUCE_AND -> of(a.equals(ones(u.a().width())));
            case REDUCE_OR -> of(a.signum() != 0);
            case REDUCE_XOR -> of(a.bitCount() % 2 == 1);
        };
    }

    private static BigInteger binary(Expr.Binary e, BigInteger a, BigInteger b) {
        int width = e.a().width();
        BigInteger sa = signed(a, width);
        BigInteger sb = signed(b, e.b().width());
        int amount = b.bitLength() > 20 ? 1 << 20 : b.intValue();
        return switch (e.op()) {
            case AND -> a.and(b);
            case OR -> a.or(b);
            case XOR -> a.xor(b);
            case ADD -> a.add(b);
            case SUB -> a.subtract(b);
            case MUL_U -> a.multiply(b);
            case MUL_S -> sa.multiply(sb);
            case EQ -> of(a.equals(b));
            case NE -> of(!a.equals(b));
            case LT_U -> of(a.compareTo(b) < 0);
            case LT_S -> of(sa.compareTo(sb) < 0);
            case LE_U -> of(a.compareTo(b) <= 0);
            case LE_S -> of(sa.compareTo(sb) <= 0);
            case SHL -> amount >= width ? BigInteger.ZERO : a.shiftLeft(amount);
            case SHR_U -> a.shiftRight(amount);
            case SHR_S -> sa.shiftRight(amount);
        };
    }
}

package org.haiov.netlist;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.haiov.ir.Assign;
import org.haiov.ir.Expr;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.Register;

/** Runs one module of one clock, edge by edge as the netlist's documentation says. Assignments stand in the order of their needs. */
public final class Interpreter {
    private final ModuleIr module;
    private final Map<String, BigInteger> values = new HashMap<>();
    private final Map<String, BigInteger[]> words = new HashMap<>();
    private final Evaluate evaluate = new Evaluate(values);

    public Interpreter(ModuleIr module) {
        this.module = module;
        module.registers().forEach(r -> values.put(r.net().name(), r.init()));
        for (Memory m : module.memories()) {
            BigInteger[] array = new BigInteger[1 << m.addressWidth()];
            for (int i = 0; i < array.length; i++) {
                array[i] = i < m.init().size() ? m.init().get(i) : BigInteger.ZERO;
            }
            words.put(m.name(), array);
            m.reads().forEach(r -> values.put(r.data().name(), BigInteger.ZERO));
        }
    }

    public void set(Net input, BigInteger value) {
        values.put(input.name(), value);
    }

    public BigInteger get(Net net) {
        return values.get(net.name());
    }

    /** Brings wires and outputs up to date with inputs and state; combinational reads depend on inputs and state alone. */
    public void settle() {
        for (Memory m : module.memories()) {
            for (Memory.ReadPort r : m.reads()) {
                if (!r.synchronous()) {
                    values.put(r.data().name(), words.get(m.name())[evaluate.of(r.address()).intValue()]);
                }
            }
        }
        for (Assign a : module.assigns()) {
            values.put(a.target().name(), evaluate.of(a.value()));
        }
    }

    /** A rising edge; settle before. */
    public void edge() {
        Map<String, BigInteger> next = new HashMap<>();
        for (Register r : module.registers()) {
            if (r.resettable() && isOne(new Expr.Ref(r.clocking().reset(), r.loc()))) {
                next.put(r.net().name(), r.init());
            } else if (r.enable() == null || isOne(r.enable())) {
                next.put(r.net().name(), evaluate.of(r.next()));
            }
        }
        Map<String, BigInteger[]> written = new HashMap<>();
        for (Memory m : module.memories()) {
            BigInteger[] after = words.get(m.name()).clone();
            m.writes().forEach(w -> write(m, w, after));
            written.put(m.name(), after);
            for (Memory.ReadPort r : m.reads()) {
                if (r.synchronous() && (r.enable() == null || isOne(r.enable()))) {
                    BigInteger[] seen = r.underWrite() == Memory.UnderWrite.NEW ? after : words.get(m.name());
                    next.put(r.data().name(), seen[evaluate.of(r.address()).intValue()]);
                }
            }
        }
        values.putAll(next);
        words.putAll(written);
    }

    private void write(Memory m, Memory.WritePort w, BigInteger[] array) {
        if (!isOne(w.enable())) {
            return;
        }
        int at = evaluate.of(w.address()).intValue();
        BigInteger data = evaluate.of(w.data());
        if (w.mask() == null) {
            array[at] = data;
            return;
        }
        BigInteger mask = evaluate.of(w.mask());
        int part = m.width() / w.mask().width();
        BigInteger bits = BigInteger.ZERO;
        for (int i = 0; i < w.mask().width(); i++) {
            if (mask.testBit(i)) {
                bits = bits.or(BigInteger.ONE.shiftLeft(part).subtract(BigInteger.ONE).shiftLeft(i * part));
            }
        }
        array[at] = array[at].andNot(bits).or(data.and(bits));
    }

    private boolean isOne(Expr e) {
        return evaluate.of(e).signum() != 0;
    }
}

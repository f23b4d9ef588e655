package org.haiov.sim.engine.verilator;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haiov.ir.Assign;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.Check;
import org.haiov.ir.Definition;
import org.haiov.ir.Design;
import org.haiov.ir.Expr;
import org.haiov.ir.Instance;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.UnaryOp;

/**
 * Gives a name to what the engine has to look at and what has none: whether a check fails or is reached now, and the operands of
 * memory write ports. Verilator shows named signals alone. Takes out long initial contents of memories, which the engine itself
 * writes into the model: as Verilog they would take the compiler long, or a file that has to be found again when the model runs.
 *
 * <p>Needs: a well-formed design. Guarantees: a design of the same behaviour, ports, state and names, in which each check's
 * condition is a {@link Expr.Ref} (cover) or the complement of one (assert, assume) with enable and reset worked in, and each
 * operand of a write port is a Ref or a literal.
 */
final class Instrument {
    private static final int MOST_INITIAL_WORDS = 64;
    private final boolean checks;
    private final boolean writes;
    private final Map<Definition, Definition> done = new IdentityHashMap<>();

    private Instrument(boolean checks, boolean writes) {
        this.checks = checks;
        this.writes = writes;
    }

    /**
     * @param checks whether checks get wires; without it they are dropped
     * @param writes whether operands of write ports get wires
     */
    static Design run(Design design, boolean checks, boolean writes) {
        Instrument pass = new Instrument(checks, writes);
        List<Definition> definitions = new ArrayList<>();
        for (Definition d : design.definitions()) {
            Definition instrumented = d instanceof ModuleIr m ? pass.module(m) : d;
            pass.done.put(d, instrumented);
            definitions.add(instrumented);
        }
        return new Design((ModuleIr) pass.done.get(design.top()), definitions, design.warnings());
    }

    /** Whether {@link #run} takes out the contents. */
    static boolean writtenByEngine(Memory memory) {
        return memory.init().size() > MOST_INITIAL_WORDS;
    }

    private ModuleIr module(ModuleIr m) {
        Wires wires = new Wires(m);
        List<Check> newChecks = new ArrayList<>();
        if (checks) {
            m.checks().forEach(c -> newChecks.add(check(c, wires)));
        }
        List<Memory> memories = m.memories().stream().map(memory -> memory(memory, wires)).toList();
        List<Instance> instances = new ArrayList<>();
        boolean changed = !wires.nets.isEmpty() || !m.checks().isEmpty()
                || m.memories().stream().anyMatch(Instrument::writtenByEngine);
        for (Instance i : m.instances()) {
            Definition definition = done.get(i.definition());
            changed |= definition != i.definition();
            instances.add(new Instance(i.name(), definition, i.inputs(), i.outputs(), i.loc()));
        }
        if (!changed) {
            return m;
        }
        List<Net> nets = new ArrayList<>(m.nets());
        nets.addAll(wires.nets);
        List<Assign> assigns = new ArrayList<>(m.assigns());
        assigns.addAll(wires.assigns);
        return new ModuleIr(m.name(), m.javaClass(), m.ports(), nets, assigns, m.registers(), memories, instances, newChecks, m.loc());
    }

    private static Check check(Check c, Wires wires) {
        boolean cover = c.kind() == Check.Kind.COVER;
        Expr event = cover ? c.condition() : new Expr.Unary(UnaryOp.NOT, c.condition(), c.loc());
        if (c.enable() != null) {
            event = new Expr.Binary(BinaryOp.AND, c.enable(), event, c.loc());
        }
        if (c.clocking().reset() != null) {
            Expr outsideReset = new Expr.Unary(UnaryOp.NOT, new Expr.Ref(c.clocking().reset(), c.loc()), c.loc());
            event = new Expr.Binary(BinaryOp.AND, outsideReset, event, c.loc());
        }
        Expr named = wires.name((cover ? "reached_" : "failed_") + c.name(), event);
        return new Check(c.kind(), c.name(), c.clocking(), null, cover ? named : new Expr.Unary(UnaryOp.NOT, named, c.loc()),
                c.message(), c.loc());
    }

    private Memory memory(Memory m, Wires wires) {
        List<Memory.WritePort> ports = writes ? writePorts(m, wires) : m.writes();
        List<BigInteger> init = writtenByEngine(m) ? List.of() : m.init();
        return new Memory(m.name(), m.width(), m.depth(), init, m.style(), ports, m.reads(), m.loc());
    }

    private static List<Memory.WritePort> writePorts(Memory m, Wires wires) {
        List<Memory.WritePort> ports = new ArrayList<>();
        for (int i = 0; i < m.writes().size(); i++) {
            Memory.WritePort w = m.writes().get(i);
            String prefix = m.name() + "_w" + i;
            ports.add(new Memory.WritePort(w.clocking(), wires.name(prefix + "_enable", w.enable()),
                    wires.name(prefix + "_address", w.address()), wires.name(prefix + "_data", w.data()),
                    w.mask() == null ? null : wires.name(prefix + "_mask", w.mask()), w.loc()));
        }
        return ports;
    }

    /** The wires added to one module. */
    private static final class Wires {
        private final Set<String> taken = new HashSet<>();
        private final List<Net> nets = new ArrayList<>();
        private final List<Assign> assigns = new ArrayList<>();

        Wires(ModuleIr m) {
            m.ports().forEach(n -> taken.add(n.name()));
            m.nets().forEach(n -> taken.add(n.name()));
            m.memories().forEach(n -> taken.add(n.name()));
            m.instances().forEach(n -> taken.add(n.name()));
        }

        Expr name(String wish, Expr value) {
            if (value instanceof Expr.Ref || value instanceof Expr.Lit) {
                return value;
            }
            String name = wish;
            for (int i = 2; !taken.add(name); i++) {
                name = wish + "_" + i;
            }
            Net net = new Net(name, value.width(), Net.Kind.WIRE, value.loc());
            nets.add(net);
            assigns.add(new Assign(net, value, value.loc()));
            return new Expr.Ref(net, value.loc());
        }
    }
}

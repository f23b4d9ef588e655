package org.haiov.passes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haiov.ir.Assign;
import org.haiov.ir.Check;
import org.haiov.ir.Clocking;
import org.haiov.ir.Definition;
import org.haiov.ir.Design;
import org.haiov.ir.Expr;
import org.haiov.ir.External;
import org.haiov.ir.Instance;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.Register;

/**
 * Takes the hierarchy out of a design.
 *
 * <p>Needs: a well-formed design as {@link org.haiov.ir.ModuleIr} says.
 *
 * <p>Guarantees: one module with the design's ports that behaves like the design; names are paths with dots. A child's output is a
 * WIRE of its own path, and the parent's net it drives is that same net. A child's input is the parent's net where the parent
 * gives a whole net, and otherwise a WIRE of the input's path; so no net only copies another for the hierarchy's sake. Clocks are
 * the top module's. Instances of external modules stay, named by their path. Work and size are linear in the elaborated design.
 */
public final class Flatten {
    private final Map<String, Net> signals = new LinkedHashMap<>();
    private final Map<String, Memory> memories = new LinkedHashMap<>();
    private final List<Net> nets = new ArrayList<>();
    private final List<Assign> assigns = new ArrayList<>();
    private final List<Register> registers = new ArrayList<>();
    private final List<Memory> flatMemories = new ArrayList<>();
    private final List<Instance> externals = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();

    private Flatten() {
    }

    public static FlatDesign run(Design design) {
        ModuleIr top = design.top();
        Flatten f = new Flatten();
        Map<Net, Net> ports = new HashMap<>();
        for (Net port : top.ports()) {
            ports.put(port, port);
        }
        f.module("", top, ports);
        ModuleIr flat = new ModuleIr(top.name(), top.javaClass(), top.ports(), f.nets, f.assigns, f.registers, f.flatMemories,
                f.externals, f.checks, top.loc());
        return new FlatDesign(design, flat, f.signals, f.memories);
    }

    /**
     * Adds one use of a module.
     *
     * @param prefix its path with a dot behind, or nothing for the top
     * @param flat the flat nets of its own; holds the ports already
     */
    private void module(String prefix, ModuleIr module, Map<Net, Net> flat) {
        List<Map<Net, Net>> children = new ArrayList<>();
        for (Instance instance : module.instances()) {
            children.add(outputs(prefix + instance.name() + ".", instance, flat));
        }
        for (Net net : module.nets()) {
            if (!flat.containsKey(net)) {
                flat.put(net, add(prefix + net.name(), net.kind(), net));
            }
        }
        for (Net port : module.ports()) {
            signals.put(prefix + port.name(), flat.get(port));
        }
        for (Net net : module.nets()) {
            signals.put(prefix + net.name(), flat.get(net));
        }
        Substitute substitute = new Substitute(flat::get);
        body(prefix, module, flat, substitute);
        for (int i = 0; i < children.size(); i++) {
            Instance instance = module.instances().get(i);
            String path = prefix + instance.name();
            switch (instance.definition()) {
                case ModuleIr child -> {
                    inputs(path + ".", instance, substitute, children.get(i));
                    module(path + ".", child, children.get(i));
                }
                case External _ -> external(path, instance, flat, substitute);
            }
        }
    }

    /** Flat nets of an instance's outputs, made before anything can read them; binds the parent's nets to them. */
    private Map<Net, Net> outputs(String prefix, Instance instance, Map<Net, Net> parent) {
        Map<Net, Net> child = new HashMap<>();
        if (instance.definition() instanceof ModuleIr module) {
            for (Net port : module.ports()) {
                if (port.kind() == Net.Kind.OUTPUT) {
                    Net net = add(prefix + port.name(), Net.Kind.WIRE, port);
                    child.put(port, net);
                    parent.put(instance.outputs().get(port.name()), net);
                }
            }
        }
        return child;
    }

    private void inputs(String prefix, Instance instance, Substitute parent, Map<Net, Net> child) {
        for (Net port : instance.definition().ports()) {
            if (port.kind() == Net.Kind.OUTPUT) {
                continue;
            }
            Expr value = parent.in(instance.inputs().get(port.name()));
            if (value instanceof Expr.Ref(Net whole, _)) {
                child.put(port, whole);
            } else {
                Net net = add(prefix + port.name(), Net.Kind.WIRE, port);
                assigns.add(new Assign(net, value, instance.loc()));
                child.put(port, net);
            }
        }
    }

    private void external(String path, Instance instance, Map<Net, Net> flat, Substitute substitute) {
        Definition definition = instance.definition();
        Map<String, Expr> inputs = new LinkedHashMap<>();
        Map<String, Net> outputs = new LinkedHashMap<>();
        for (Net port : definition.ports()) {
            String signal = path + "." + port.name();
            if (port.kind() == Net.Kind.OUTPUT) {
                Net net = flat.get(instance.outputs().get(port.name()));
                outputs.put(port.name(), net);
                signals.put(signal, net);
                continue;
            }
            Expr value = substitute.in(instance.inputs().get(port.name()));
            if (!(value instanceof Expr.Ref)) {
                Net net = add(signal, Net.Kind.WIRE, port);
                assigns.add(new Assign(net, value, instance.loc()));
                value = new Expr.Ref(net, instance.loc());
            }
            inputs.put(port.name(), value);
            signals.put(signal, ((Expr.Ref) value).net());
        }
        externals.add(new Instance(path, definition, inputs, outputs, instance.loc()));
    }

    private void body(String prefix, ModuleIr module, Map<Net, Net> flat, Substitute substitute) {
        Map<Clocking, Clocking> clockings = new HashMap<>();
        for (Assign a : module.assigns()) {
            assigns.add(new Assign(flat.get(a.target()), substitute.in(a.value()), a.loc()));
        }
        for (Register r : module.registers()) {
            registers.add(new Register(flat.get(r.net()), clocking(r.clocking(), flat, clockings), r.resettable(), r.init(),
                    substitute.in(r.enable()), substitute.in(r.next()), r.synchronizer(), r.loc()));
        }
        for (Memory m : module.memories()) {
            Memory memory = memory(prefix, m, flat, substitute, clockings);
            flatMemories.add(memory);
            memories.put(memory.name(), memory);
        }
        for (Check c : module.checks()) {
            checks.add(new Check(c.kind(), prefix + c.name(), clocking(c.clocking(), flat, clockings),
                    substitute.in(c.enable()), substitute.in(c.condition()), c.message(), c.loc()));
        }
    }

    private static Memory memory(String prefix, Memory m, Map<Net, Net> flat, Substitute substitute,
            Map<Clocking, Clocking> clockings) {
        List<Memory.WritePort> writes = new ArrayList<>();
        for (Memory.WritePort w : m.writes()) {
            writes.add(new Memory.WritePort(clocking(w.clocking(), flat, clockings), substitute.in(w.enable()),
                    substitute.in(w.address()), substitute.in(w.data()), substitute.in(w.mask()), w.loc()));
        }
        List<Memory.ReadPort> reads = new ArrayList<>();
        for (Memory.ReadPort r : m.reads()) {
            reads.add(new Memory.ReadPort(flat.get(r.data()), clocking(r.clocking(), flat, clockings),
                    substitute.in(r.address()), substitute.in(r.enable()), r.underWrite(), r.loc()));
        }
        return new Memory(prefix + m.name(), m.width(), m.depth(), m.init(), m.style(), writes, reads, m.loc());
    }

    private static Clocking clocking(Clocking c, Map<Net, Net> flat, Map<Clocking, Clocking> known) {
        if (c == null) {
            return null;
        }
        Clocking flatOne = known.get(c);
        if (flatOne == null) {
            flatOne = new Clocking(flat.get(c.clock()), c.reset() == null ? null : flat.get(c.reset()));
            known.put(c, flatOne);
        }
        return flatOne;
    }

    private Net add(String path, Net.Kind kind, Net from) {
        Net net = new Net(path, from.width(), kind, from.loc());
        nets.add(net);
        return net;
    }
}

package org.haiov.hdl;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.haiov.hdl.error.TwoDrivers;
import org.haiov.hdl.error.UndrivenMemoryPort;
import org.haiov.ir.Assign;
import org.haiov.ir.Check;
import org.haiov.ir.Clocking;
import org.haiov.ir.Definition;
import org.haiov.ir.Expr;
import org.haiov.ir.Instance;
import org.haiov.ir.Loc;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.Register;

/** Elaborates one component, whose children are elaborated already, into a module of the netlist. */
final class ModuleBuilder {
    private final Component component;
    private final Map<Component, Definition> children;
    private final NameTable names;
    private final ModuleClocks clocks;
    private final Map<Signal, Bits> drivers = new LinkedHashMap<>();
    private final Map<Component, String> instanceNames = new IdentityHashMap<>();
    private final Map<Mem, String> memoryNames = new IdentityHashMap<>();
    private final List<Net> ports = new ArrayList<>();
    private final List<Net> nets = new ArrayList<>();
    private final List<Assign> assigns = new ArrayList<>();
    private final Lowering lowering;

    ModuleBuilder(Component component, Map<Component, Definition> children) {
        this.component = component;
        this.children = children;
        this.names = new NameTable(component.path());
        this.clocks = new ModuleClocks(component, children);
        this.lowering = new Lowering(component, names, net -> nets.add(net), assigns::add);
    }

    ModuleIr build() {
        nameThings();
        findDrivers();
        declarePorts();
        declareInside();
        countUses();
        lowering.lowerShared();
        driveWires();
        List<Register> registers = registers();
        List<Memory> memories = memories();
        List<Instance> instances = instances();
        List<Check> checks = checks();
        component.close();
        return new ModuleIr(component.moduleName(), component.getClass().getName(), ports, nets, assigns, registers, memories,
                instances, checks, component.site().loc());
    }

    // ---- names

    private void nameThings() {
        boolean settled = component.signals.stream().allMatch(s -> s.givenName().settled())
                && component.children.stream().allMatch(c -> c.givenName().settled())
                && component.memories.stream().allMatch(m -> m.givenName().settled());
        if (!settled) {
            Naming.nameFromFields(component);
        }
        for (Signal s : component.signals) {
            if (s.name() == null) {
                boolean port = s.kind == Signal.Kind.INPUT || s.kind == Signal.Kind.OUTPUT;
                if (port) {
                    throw new org.haiov.hdl.error.BadDescription("a port of " + component.path() + " has no name",
                            "put it into a field or variable, or name it with named(...)", s.loc());
                }
                s.givenName().settle(s.kind.name().toLowerCase(Locale.ROOT) + "_l" + s.loc().line());
            }
        }
    }

    private static String lowerFirst(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    // ---- who drives what

    private void findDrivers() {
        Drivers statements = Drivers.of(component.body());
        Set<Signal> assigned = statements.assigned();
        component.connections.forEach((target, connection) -> {
            if (assigned.contains(target)) {
                throw new TwoDrivers("two drivers of " + target.describe() + ": connected, and assigned with set",
                        "use one of the two", connection.site().loc(), Drivers.firstAssignment(component.body(), target));
            }
        });
        for (Signal s : component.signals) {
            if (s.kind != Signal.Kind.INPUT) {
                drivers.put(s, driver(s, statements, assigned));
            }
        }
        for (Component child : component.children) {
            for (Signal s : child.signals) {
                if (s.kind == Signal.Kind.INPUT) {
                    drivers.put(s, driver(s, statements, assigned));
                }
            }
        }
        for (Mem m : component.memories) {
            for (MemWrite w : m.writes) {
                portDriver(m, w.enable(), "enable of a write port", statements, assigned);
                portDriver(m, w.address(), "address of a write port", statements, assigned);
                portDriver(m, w.data(), "data of a write port", statements, assigned);
                if (w.maskOrNull() != null) {
                    portDriver(m, w.mask(), "mask of a write port", statements, assigned);
                }
            }
            for (MemRead r : m.reads) {
                portDriver(m, r.address(), "address of a read port", statements, assigned);
                if (r.enableOrNull() != null) {
                    portDriver(m, r.enable(), "enable of a read port", statements, assigned);
                }
            }
        }
    }

    private void portDriver(Mem m, Signal s, String what, Drivers statements, Set<Signal> assigned) {
        if (!component.connections.containsKey(s) && !assigned.contains(s)) {
            throw new UndrivenMemoryPort(what + " of memory " + component.path() + "." + m.name() + " is never assigned",
                    "assign it with set(...) or connect(...)", s.loc(), m.site.loc());
        }
        drivers.put(s, driver(s, statements, assigned));
    }

    private Bits driver(Signal s, Drivers statements, Set<Signal> assigned) {
        Component.Connection connection = component.connections.get(s);
        if (connection != null) {
            return connection.value();
        }
        if (!assigned.contains(s)) {
            throw Drivers.undriven(s);
        }
        return statements.value(s);
    }

    // ---- nets

    private void declarePorts() {
        clocks.declarePorts(names, ports);
        for (Signal s : component.signals) {
            if (s.kind == Signal.Kind.INPUT || s.kind == Signal.Kind.OUTPUT) {
                Net.Kind kind = s.kind == Signal.Kind.INPUT ? Net.Kind.INPUT : Net.Kind.OUTPUT;
                Net net = new Net(names.exactly(s.name(), s.loc()), s.width(), kind, s.loc(), s.isIgnored());
                ports.add(net);
                lowering.bind(s, net);
            }
        }
    }

    private void declareInside() {
        for (Signal s : component.signals) {
            if (s.kind == Signal.Kind.WIRE || s.kind == Signal.Kind.REG) {
                declare(s, s.kind == Signal.Kind.REG ? Net.Kind.REGISTER : Net.Kind.WIRE, names.declared(s.name(), s.loc()));
            }
        }
        for (Mem m : component.memories) {
            String name = names.declared(m.name() == null ? "mem_l" + m.site.loc().line() : m.name(), m.site.loc());
            memoryNames.put(m, name);
            for (MemRead r : m.reads) {
                String data = r.data().name() == null ? name + "_r" + r.index : r.data().name();
                declare(r.data(), r.domain == null ? Net.Kind.WIRE : Net.Kind.READ_DATA, names.declared(data, r.site.loc()));
            }
        }
        for (Component child : component.children) {
            String given = child.instanceName() == null ? lowerFirst(child.moduleName()) : child.instanceName();
            String name = names.declared(given, child.added().loc());
            child.givenName().settle(name);
            instanceNames.put(child, name);
            for (Signal s : child.signals) {
                if (s.kind == Signal.Kind.OUTPUT) {
                    declare(s, Net.Kind.WIRE, names.declared(name + "_" + s.name(), s.loc()));
                }
            }
        }
    }

    private void declare(Signal s, Net.Kind kind, String name) {
        Net net = new Net(name, s.width(), kind, s.loc());
        nets.add(net);
        lowering.bind(s, net);
    }

    // ---- values

    private void countUses() {
        drivers.forEach((s, value) -> lowering.root(value, s));
        for (Signal s : component.signals) {
            if (s instanceof Reg r && r.enable() != null) {
                lowering.root(r.enable(), s);
            }
        }
        for (Component.Property p : component.properties) {
            lowering.root(p.condition(), null);
            if (p.enable() != null) {
                lowering.root(p.enable(), null);
            }
        }
        clocks.resetValues().forEach(v -> lowering.root(v, null));
    }

    private void driveWires() {
        drivers.forEach((s, value) -> {
            boolean own = s.owner == component && lowering.isBound(s);
            if (own && (s.kind == Signal.Kind.WIRE || s.kind == Signal.Kind.OUTPUT)) {
                assigns.add(new Assign(lowering.net(s), lowering.lower(value), loc(s)));
            }
        });
        // inputs of children and ports of memories that the description reads back need a wire of their own
        lowering.readBack().forEach(s -> assigns.add(new Assign(lowering.net(s), lowering.lower(drivers.get(s)), loc(s))));
    }

    private Loc loc(Signal s) {
        Component.Connection c = component.connections.get(s);
        if (c != null) {
            return c.site().loc();
        }
        Loc first = Drivers.firstAssignment(component.body(), s);
        return first == null ? s.loc() : first;
    }

    /** The value at a child's input or a memory's port: its own wire if it is read elsewhere too, else the expression itself. */
    private Expr connected(Signal s) {
        return lowering.isBound(s) ? new Expr.Ref(lowering.net(s), s.loc()) : lowering.lower(drivers.get(s));
    }

    private List<Register> registers() {
        List<Register> registers = new ArrayList<>();
        for (Signal s : component.signals) {
            if (s instanceof Reg r) {
                registers.add(new Register(lowering.net(r), clocking(r.domain(), r.resettable()), r.resettable(), r.init(),
                        r.enable() == null ? null : lowering.lower(r.enable()), lowering.lower(drivers.get(r)),
                        r.isSynchronizer(), r.loc()));
            }
        }
        return registers;
    }

    private Clocking clocking(ClockDomain domain, boolean withReset) {
        Net reset = !withReset || !domain.hasReset() ? null
                : domain.resetValue == null ? clocks.reset(domain) : lowering.namedNet(domain.resetValue, "reset");
        return new Clocking(clocks.clock(domain), reset);
    }

    private List<Memory> memories() {
        List<Memory> memories = new ArrayList<>();
        for (Mem m : component.memories) {
            List<Memory.WritePort> writes = m.writes.stream().map(w -> new Memory.WritePort(clocking(w.domain, false),
                    connected(w.enable()), connected(w.address()), connected(w.data()),
                    w.maskOrNull() == null ? null : connected(w.mask()), w.site.loc())).toList();
            List<Memory.ReadPort> reads = m.reads.stream().map(r -> new Memory.ReadPort(lowering.net(r.data()),
                    r.domain == null ? null : clocking(r.domain, false), connected(r.address()),
                    r.enableOrNull() == null ? null : connected(r.enable()), r.underWrite, r.site.loc())).toList();
            memories.add(new Memory(memoryNames.get(m), m.width(), m.depth(), m.init(), m.style(), writes, reads, m.site.loc()));
        }
        return memories;
    }

    private List<Instance> instances() {
        List<Instance> instances = new ArrayList<>();
        for (Component child : component.children) {
            Map<String, Signal> signals = new LinkedHashMap<>();
            child.signals.forEach(s -> signals.put(s.name(), s));
            Map<String, Expr> inputs = new LinkedHashMap<>();
            Map<String, Net> outputs = new LinkedHashMap<>();
            for (Net port : children.get(child).ports()) {
                Signal s = signals.get(port.name());
                if (s == null) {
                    inputs.put(port.name(), clockConnection(child, port));
                } else if (s.kind == Signal.Kind.INPUT) {
                    inputs.put(port.name(), connected(s));
                } else {
                    outputs.put(port.name(), lowering.net(s));
                }
            }
            instances.add(new Instance(instanceNames.get(child), children.get(child), inputs, outputs, child.added().loc()));
        }
        return instances;
    }

    private Expr clockConnection(Component child, Net port) {
        ClockDomain own = clocks.driving(child, port);
        Clocking c = clocking(own, port.kind() != Net.Kind.CLOCK);
        if (port.kind() == Net.Kind.CLOCK) {
            return new Expr.Ref(c.clock(), child.added().loc());
        }
        return c.reset() == null ? new Expr.Lit(java.math.BigInteger.ZERO, 1, child.added().loc())
                : new Expr.Ref(c.reset(), child.added().loc());
    }

    private List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        for (Component.Property p : component.properties) {
            Loc loc = p.site().loc();
            String kind = p.kind().name().toLowerCase(Locale.ROOT);
            checks.add(new Check(p.kind(), names.derived(kind + "_l" + loc.line(), loc), clocking(component.clock(), true),
                    p.enable() == null ? null : lowering.lower(p.enable()), lowering.lower(p.condition()), p.message(), loc));
        }
        return checks;
    }
}

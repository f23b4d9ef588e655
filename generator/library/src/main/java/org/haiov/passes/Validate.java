package org.haiov.passes;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.haiov.ir.Assign;
import org.haiov.ir.Check;
import org.haiov.ir.Clocking;
import org.haiov.ir.Definition;
import org.haiov.ir.Design;
import org.haiov.ir.Expr;
import org.haiov.ir.Instance;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Names;
import org.haiov.ir.Net;
import org.haiov.ir.Register;

/**
 * Looks whether a design keeps the netlist's own rules. A failure is a mistake of the library or of whoever built the netlist by
 * hand, not of a hardware description.
 *
 * <p>Needs: nothing. Guarantees: definitions stand once each, children before parents, with legal names that differ; in every module
 * names are legal and unique, every net has exactly the driver its kind says, and every reference is to a net of the module.
 */
final class Validate {
    private final ModuleIr module;
    private final Map<String, Net> nets = new HashMap<>();
    private final Set<Net> driven = new HashSet<>();

    private Validate(ModuleIr module) {
        this.module = module;
    }

    static void check(Design design) {
        Set<String> names = new HashSet<>();
        for (Definition d : design.definitions()) {
            if (d instanceof ModuleIr m) {
                for (Instance i : m.instances()) {
                    require(names.contains(i.definition().name()), m, "instance " + i.name() + " of " + i.definition().name()
                            + ", which does not stand before it");
                }
                new Validate(m).module();
            }
            if (!names.add(d.name())) {
                throw new IllegalStateException("ill-formed design: two modules are named " + d.name());
            }
        }
        if (design.definitions().isEmpty() || design.definitions().getLast() != design.top()) {
            throw new IllegalStateException("ill-formed design: the top module is not the last");
        }
    }

    private void module() {
        Set<String> names = new HashSet<>();
        require(Names.legal(module.name()), module, "its name");
        for (Net port : module.ports()) {
            require(port.kind() == Net.Kind.CLOCK || port.kind() == Net.Kind.INPUT || port.kind() == Net.Kind.OUTPUT, module,
                    "port " + port.name() + " of kind " + port.kind());
            declare(port, names);
        }
        for (Net net : module.nets()) {
            require(net.kind() == Net.Kind.WIRE || net.isState(), module, "net " + net.name() + " of kind " + net.kind());
            declare(net, names);
        }
        module.memories().forEach(m -> name(m.name(), names));
        module.instances().forEach(i -> name(i.name(), names));
        drivers();
        for (Net net : nets.values()) {
            require(driven.contains(net) == (net.kind() != Net.Kind.CLOCK && net.kind() != Net.Kind.INPUT), module,
                    net.name() + (driven.contains(net) ? " is driven though an input" : " has no driver"));
        }
    }

    private void declare(Net net, Set<String> names) {
        name(net.name(), names);
        nets.put(net.name(), net);
    }

    private void name(String name, Set<String> names) {
        require(Names.legal(name), module, "name " + name);
        require(names.add(name), module, "two things named " + name);
    }

    private void drivers() {
        for (Assign a : module.assigns()) {
            drive(a.target(), a.target().kind() == Net.Kind.OUTPUT || a.target().kind() == Net.Kind.WIRE);
            read(a.value());
        }
        for (Register r : module.registers()) {
            drive(r.net(), r.net().kind() == Net.Kind.REGISTER);
            clocking(r.clocking());
            read(r.enable());
            read(r.next());
        }
        for (Memory m : module.memories()) {
            for (Memory.WritePort w : m.writes()) {
                clocking(w.clocking());
                Reads.bits(w, (net, _, _, _) -> known(net));
            }
            for (Memory.ReadPort r : m.reads()) {
                drive(r.data(), true);
                if (r.synchronous()) {
                    clocking(r.clocking());
                }
                Reads.bits(r, (net, _, _, _) -> known(net));
            }
        }
        for (Instance i : module.instances()) {
            i.inputs().values().forEach(this::read);
            i.outputs().values().forEach(net -> drive(net, net.kind() == Net.Kind.WIRE));
        }
        for (Check c : module.checks()) {
            clocking(c.clocking());
            read(c.enable());
            read(c.condition());
        }
    }

    private void drive(Net net, boolean kindFits) {
        known(net);
        require(kindFits, module, "driver of " + net.name() + ", which is of kind " + net.kind());
        require(driven.add(net), module, "two drivers of " + net.name());
    }

    private void read(Expr e) {
        Reads.nets(e, this::known);
    }

    private void clocking(Clocking c) {
        known(c.clock());
        require(c.clock().kind() == Net.Kind.CLOCK, module, "clock " + c.clock().name() + " of kind " + c.clock().kind());
        if (c.reset() != null) {
            known(c.reset());
            require(c.reset().width() == 1, module, "reset " + c.reset().name() + " of width " + c.reset().width());
        }
    }

    private void known(Net net) {
        Net declared = nets.get(net.name());
        if (declared != net && !net.equals(declared)) {
            require(false, module, net.name() + " is not a net of it");
        }
    }

    private static void require(boolean holds, ModuleIr module, String what) {
        if (!holds) {
            throw new IllegalStateException("ill-formed module " + module.name() + " (" + module.loc() + "): " + what);
        }
    }
}

package org.haiov.hdl;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.haiov.hdl.error.BadDescription;
import org.haiov.ir.Definition;
import org.haiov.ir.Design;
import org.haiov.ir.External;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;

/**
 * Turns a component and all below it into a netlist, children before parents. Every instance has a module of its own here; those
 * that are equal become one, and those that differ get names that differ, in the passes.
 */
public final class Elaborator {
    private final Map<Component, Definition> done = new IdentityHashMap<>();
    private final List<Definition> definitions = new ArrayList<>();

    private Elaborator() {
    }

    /** Elaborates a top component. Mistakes that show only in the whole description are thrown from here. */
    public static Design elaborate(Component top) {
        if (top.parent() != null) {
            throw new BadDescription(top.path() + " is part of " + top.parent().path(), "elaborate the outermost component",
                    Sites.here().loc());
        }
        if (top instanceof ExternalComponent) {
            throw new BadDescription(top.path() + " is an external module", "put it into a component of your own",
                    Sites.here().loc());
        }
        if (top.isElaborated()) {
            throw new BadDescription(top.path() + " was elaborated before", "keep the design, or make a new component",
                    Sites.here().loc());
        }
        Elaborator e = new Elaborator();
        ModuleIr module = (ModuleIr) e.define(top);
        return new Design(module, e.definitions, List.of());
    }

    private Definition define(Component c) {
        for (Component child : c.children) {
            done.put(child, define(child));
        }
        Definition made = c instanceof ExternalComponent x ? external(x) : new ModuleBuilder(c, done).build();
        definitions.add(made);
        return made;
    }

    private static External external(ExternalComponent c) {
        if (!c.children.isEmpty() || !c.body().statements().isEmpty() || !c.connections.isEmpty() || !c.memories.isEmpty()) {
            throw new BadDescription("external module " + c.path() + " describes hardware", "declare its ports alone",
                    c.site().loc());
        }
        List<Net> ports = new ArrayList<>();
        for (ClockDomain d : c.domains) {
            if (d != c.clock()) {
                ports.add(new Net(d.clockName, 1, Net.Kind.CLOCK, d.site.loc()));
                if (d.resetName != null) {
                    ports.add(new Net(d.resetName, 1, Net.Kind.INPUT, d.site.loc()));
                }
            }
        }
        for (Signal s : c.signals) {
            if (s.name() == null || s.kind != Signal.Kind.INPUT && s.kind != Signal.Kind.OUTPUT) {
                throw new BadDescription("external module " + c.path() + " has a signal that is no named port",
                        "declare inputs and outputs alone, each in a field", s.loc());
            }
            ports.add(new Net(s.name(), s.width(), s.kind == Signal.Kind.INPUT ? Net.Kind.INPUT : Net.Kind.OUTPUT, s.loc()));
        }
        c.close();
        return new External(c.moduleName(), ports, c.parameters(), c.source(), c.model(), c.site().loc());
    }
}

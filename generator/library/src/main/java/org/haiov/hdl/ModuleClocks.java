package org.haiov.hdl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haiov.hdl.error.BadDescription;
import org.haiov.hdl.error.Undriven;
import org.haiov.ir.Definition;
import org.haiov.ir.Net;

/** Which clock and reset ports a component needs, by what it and its children use. */
final class ModuleClocks {
    private final Component component;
    private final Map<Component, Definition> children;
    private final Set<String> clockNames = new LinkedHashSet<>();
    private final Set<String> resetNames = new LinkedHashSet<>();
    private final List<Bits> resetValues = new ArrayList<>();
    private final Map<String, Net> nets = new HashMap<>();

    ModuleClocks(Component component, Map<Component, Definition> children) {
        this.component = component;
        this.children = children;
        for (Signal s : component.signals) {
            if (s instanceof Reg r) {
                need(r.domain(), r.resettable(), r.site);
            }
        }
        for (Mem m : component.memories) {
            m.writes.forEach(w -> need(w.domain, false, w.site));
            m.reads.stream().filter(r -> r.domain != null).forEach(r -> need(r.domain, false, r.site));
        }
        if (!component.properties.isEmpty()) {
            need(component.clock(), true, component.properties.getFirst().site());
        }
        for (Component child : component.children) {
            for (Net port : children.get(child).ports()) {
                if (child.signals.stream().noneMatch(s -> port.name().equals(s.name()))) {
                    need(driving(child, port), port.kind() != Net.Kind.CLOCK, child.added());
                }
            }
        }
    }

    private void need(ClockDomain domain, boolean withReset, Site user) {
        if (domain.owner != component) {
            throw new BadDescription("clock domain " + domain.clockName + " of " + domain.owner.path() + " is used in "
                    + component.path(), "declare a domain here and bind it from outside", user.loc());
        }
        clockNames.add(domain.clockName);
        if (withReset && domain.resetName != null) {
            resetNames.add(domain.resetName);
        }
        if (withReset && domain.resetValue != null) {
            resetValues.add(domain.resetValue);
        }
    }

    /** The domain of this component that drives a clock or reset port of a child. */
    ClockDomain driving(Component child, Net port) {
        for (ClockDomain d : child.domains) {
            if (port.name().equals(d.clockName) || port.name().equals(d.resetName)) {
                ClockDomain own = bindingOf(d, child);
                if (own == null) {
                    throw new Undriven("clock domain " + d.clockName + " of " + child.path() + " is not bound",
                            "bind it to one of this component's with bind(child's, own)", child.added().loc(), d.site.loc());
                }
                return own;
            }
        }
        throw new IllegalStateException("port " + port.name() + " of " + child.path());
    }

    private ClockDomain bindingOf(ClockDomain childs, Component child) {
        ClockDomain bound = component.bindings.get(childs);
        return bound != null ? bound : childs == child.clock() ? component.clock() : null;
    }

    /** In the order of the domains' declaration, clock before reset. */
    void declarePorts(NameTable names, List<Net> ports) {
        for (ClockDomain d : component.domains) {
            declare(d.clockName, clockNames, Net.Kind.CLOCK, d, names, ports);
            declare(d.resetName, resetNames, Net.Kind.INPUT, d, names, ports);
        }
    }

    private void declare(String name, Set<String> needed, Net.Kind kind, ClockDomain d, NameTable names, List<Net> ports) {
        if (name != null && needed.contains(name)) {
            org.haiov.ir.Loc loc = d.site == Site.UNKNOWN ? component.site().loc() : d.site.loc();
            Net net = new Net(names.exactly(name, loc), 1, kind, loc);
            nets.put(name, net);
            ports.add(net);
        }
    }

    Net clock(ClockDomain d) {
        return nets.get(d.clockName);
    }

    /** The reset's port. */
    Net reset(ClockDomain d) {
        return nets.get(d.resetName);
    }

    /** Resets that the description makes itself. */
    List<Bits> resetValues() {
        return resetValues;
    }
}

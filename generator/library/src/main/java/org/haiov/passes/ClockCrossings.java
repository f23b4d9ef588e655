package org.haiov.passes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.haiov.ir.Assign;
import org.haiov.ir.Check;
import org.haiov.ir.Clocking;
import org.haiov.ir.Expr;
import org.haiov.ir.Instance;
import org.haiov.ir.Loc;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.Register;

/**
 * Finds values that go from one clock domain into another without a synchroniser.
 *
 * <p>Needs: a flat design without loops. Guarantees: what a register, memory port or check of one clock reads through any logic is
 * state of that clock, or comes from a top-level input, whose timing is the surroundings' affair. Only stages of a synchroniser may
 * read another clock's state. A memory may be written by one clock and read by a synchronous port of another; what a combinational
 * port reads counts as state of the writers' clocks. An external module with one clock counts as state of that clock, with several
 * as the surroundings.
 */
final class ClockCrossings {
    /** A piece of state with the clock that changes it. */
    private record Source(String what, Net clock, Loc loc) {
    }

    private final ModuleIr top;
    private final Map<Net, List<Source>> state = new HashMap<>();
    private final Map<Net, Consumer<Consumer<Net>>> logic = new HashMap<>();
    /** Nets whose whole fan-in is known to hold no state but the clock's. */
    private final Map<Net, Set<Net>> clean = new HashMap<>();

    private ClockCrossings(ModuleIr top) {
        this.top = top;
    }

    static void check(FlatDesign flat) {
        ModuleIr top = flat.top();
        if (top.ports().stream().filter(p -> p.kind() == Net.Kind.CLOCK).count() < 2) {
            return;
        }
        ClockCrossings c = new ClockCrossings(top);
        c.sources();
        c.sinks();
    }

    private void sources() {
        for (Assign a : top.assigns()) {
            logic.put(a.target(), each -> Reads.nets(a.value(), each));
        }
        for (Register r : top.registers()) {
            state(r.net(), r.net().name(), r.clocking().clock(), r.loc());
        }
        for (Memory m : top.memories()) {
            for (Memory.ReadPort r : m.reads()) {
                if (r.synchronous()) {
                    state(r.data(), r.data().name(), r.clocking().clock(), r.loc());
                    continue;
                }
                logic.put(r.data(), each -> Reads.nets(r.address(), each));
                for (Memory.WritePort w : m.writes()) {
                    state(r.data(), m.name(), w.clocking().clock(), w.loc());
                }
            }
        }
        for (Instance i : top.instances()) {
            Net clock = onlyClock(i);
            if (clock != null) {
                i.outputs().values().forEach(out -> state(out, out.name(), clock, i.loc()));
            }
        }
    }

    private void state(Net net, String what, Net clock, Loc loc) {
        state.computeIfAbsent(net, _ -> new ArrayList<>()).add(new Source(what, clock, loc));
    }

    private static Net onlyClock(Instance external) {
        Map<Net, Boolean> clocks = new LinkedHashMap<>();
        for (Net port : external.definition().ports()) {
            if (port.kind() == Net.Kind.CLOCK) {
                clocks.put(((Expr.Ref) external.inputs().get(port.name())).net(), true);
            }
        }
        return clocks.size() == 1 ? clocks.keySet().iterator().next() : null;
    }

    private void sinks() {
        for (Register r : top.registers()) {
            if (!r.synchronizer()) {
                Net reset = r.resettable() ? r.clocking().reset() : null;
                sink("register " + path(r.net().name()), r.clocking(), r.loc(), reset, r.enable(), r.next());
            }
        }
        for (Memory m : top.memories()) {
            for (Memory.WritePort w : m.writes()) {
                sink("write port of memory " + path(m.name()), w.clocking(), w.loc(), null, w.enable(), w.address(), w.data(), w.mask());
            }
            for (Memory.ReadPort r : m.reads()) {
                if (r.synchronous()) {
                    sink("read port of memory " + path(m.name()), r.clocking(), r.loc(), null, r.address(), r.enable());
                }
            }
        }
        for (Check c : top.checks()) {
            sink("check " + path(c.name()), c.clocking(), c.loc(), null, c.enable(), c.condition());
        }
        for (Instance i : top.instances()) {
            Net clock = onlyClock(i);
            if (clock != null) {
                sink("external module " + path(i.name()), new Clocking(clock, null), i.loc(), null,
                        i.inputs().values().stream().filter(e -> !(e instanceof Expr.Ref(Net n, _) && n.kind() == Net.Kind.CLOCK))
                                .toArray(Expr[]::new));
            }
        }
    }

    private void sink(String what, Clocking clocking, Loc loc, Net reset, Expr... read) {
        Net clock = clocking.clock();
        ArrayDeque<Net> open = new ArrayDeque<>();
        if (reset != null) {
            open.add(reset);
        }
        for (Expr e : read) {
            Reads.nets(e, open::add);
        }
        Set<Net> seen = clean.computeIfAbsent(clock, _ -> new HashSet<>());
        while (!open.isEmpty()) {
            Net net = open.remove();
            if (!seen.add(net)) {
                continue;
            }
            for (Source s : state.getOrDefault(net, List.of())) {
                if (!s.clock().equals(clock)) {
                    throw new ClockCrossing(what + " of clock " + clock.name() + " (" + loc + ") reads " + path(s.what())
                            + " of clock " + s.clock().name() + " (" + s.loc() + ")", loc, s.loc());
                }
            }
            if (!net.isState() && logic.get(net) instanceof Consumer<Consumer<Net>> reads) {
                reads.accept(open::add);
            }
        }
    }

    private String path(String name) {
        return top.name() + "." + name;
    }
}

package org.haiov.sim.engine.jvm.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haiov.sim.engine.jvm.graph.Graph;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Op;
import org.haiov.sim.engine.jvm.graph.Slot;

/**
 * Puts every operation into a unit.
 *
 * <p>An operation goes to the first unit that needs it; later ones read it from a wire, or do it again where that is as cheap.
 * Registers are written in place, by the unit that computes them, after all that read them; where the order cannot be had the new
 * value waits in a shadow for the end of the cycle.
 */
public final class Planner {
    /** Up to this cost an operation on slots is done again rather than left in a wire. */
    private static final int CHEAP = 3;

    private final Graph graph;
    private final Limits limits;
    private final List<Unit> units = new ArrayList<>();
    private final Map<Node, Slot> wires = new LinkedHashMap<>();
    private final Map<Slot, Slot> shadows = new LinkedHashMap<>();
    private final Map<Slot, Unit> owners = new LinkedHashMap<>();
    private final Map<MemoryArray, Unit> arrayOwners = new LinkedHashMap<>();
    private final Unit[] homes;
    private Unit current;
    private int made;

    private Planner(Graph graph, Limits limits) {
        this.graph = graph;
        this.limits = limits;
        this.homes = new Unit[graph.size()];
    }

    /**
     * @param first sinks of units that run before all others; they store nothing
     * @param sinks with the path of the instance they belong to
     */
    public static Plan run(Graph graph, List<Sink> first, Map<Sink, String> sinks, Limits limits) {
        Planner p = new Planner(graph, limits);
        p.place(List.of(first));
        List<Unit> checks = List.copyOf(p.units);
        p.current = null;
        List<Chunks.Placed> placed = new ArrayList<>();
        sinks.forEach((sink, owner) -> placed.add(new Chunks.Placed(sink, owner)));
        p.place(HazardOrder.of(Chunks.of(placed, limits), graph));
        p.units.removeIf(u -> u.sinks().isEmpty() && u.local().isEmpty());
        p.crossings();
        p.shadows();
        int checkUnits = (int) checks.stream().filter(p.units::contains).count();
        return new Plan(List.copyOf(p.units), checkUnits, p.wires, p.shadows, p.owners, p.arrayOwners);
    }

    private void newUnit() {
        if (current == null || current.cost() > 0) {
            current = new Unit(made++);
            units.add(current);
        }
    }

    private void place(List<List<Sink>> chunks) {
        for (List<Sink> chunk : chunks) {
            if (current == null || current.cost() >= limits.smallest()) {
                newUnit();
            }
            for (Sink sink : chunk) {
                for (Node n : sink.operands()) {
                    place(n);
                }
                current.sinks().add(sink);
                current.addCost(1);
                if (current.cost() > limits.largest()) {
                    newUnit();
                }
            }
        }
    }

    private void place(Node n) {
        if (n.isLeaf() || homes[n.id()] != null) {
            return;
        }
        for (int i = 0; i < n.arity(); i++) {
            place(n.arg(i));
        }
        if (current.cost() + n.cost() > limits.largest()) {
            newUnit();
        }
        homes[n.id()] = current;
        current.local().add(n);
        current.addCost(n.cost());
    }

    /** Makes wires of values that later units need. */
    private void crossings() {
        Map<Unit, List<Sink>> wireSinks = new HashMap<>();
        for (Unit unit : units) {
            for (Node n : List.copyOf(unit.local())) {
                for (int i = 0; i < n.arity(); i++) {
                    need(n.arg(i), unit, wireSinks);
                }
            }
            for (Sink sink : unit.sinks()) {
                for (Node n : sink.operands()) {
                    need(n, unit, wireSinks);
                }
            }
        }
        // In the order of ids, not of discovery, so that units of one shape list their wires alike.
        wireSinks.forEach((unit, sinks) -> {
            sinks.sort((a, b) -> Integer.compare(((Sink.Store) a).next().id(), ((Sink.Store) b).next().id()));
            unit.sinks().addAll(sinks);
        });
        for (Unit unit : units) {
            for (Sink sink : unit.sinks()) {
                own(unit, sink);
            }
        }
    }

    private void own(Unit unit, Sink sink) {
        if (sink instanceof Sink.Store s) {
            owners.put(s.slot(), unit);
            unit.slots().add(s.slot());
        } else if (sink instanceof Sink.MemoryWrites m) {
            for (MemoryArray column : m.columns()) {
                arrayOwners.put(column, unit);
                unit.arrays().add(column);
            }
        }
    }

    private void need(Node n, Unit unit, Map<Unit, List<Sink>> wireSinks) {
        if (n.isLeaf() || unit.computes(n) || wires.containsKey(n)) {
            return;
        }
        if (again(n, CHEAP) >= 0) {
            unit.local().add(n);
            for (int i = 0; i < n.arity(); i++) {
                need(n.arg(i), unit, wireSinks);
            }
            return;
        }
        Slot slot = new Slot(Slot.Kind.WIRE, "wire" + wires.size(), n.width());
        wires.put(n, slot);
        wireSinks.computeIfAbsent(homes[n.id()], _ -> new ArrayList<>()).add(new Sink.Store(slot, null, n));
    }

    /** What is left of a budget after doing an operation again from slots; negative if it is too dear. */
    private static int again(Node n, int budget) {
        if (n.isLeaf()) {
            return budget;
        }
        if (n.op() == Op.READ) {
            return -1;
        }
        int left = budget - n.cost();
        for (int i = 0; i < n.arity() && left >= 0; i++) {
            left = again(n.arg(i), left);
        }
        return left;
    }

    private void shadows() {
        Set<Object> late = new HashSet<>();
        for (Unit unit : units) {
            Set<Object> reads = new HashSet<>();
            unit.local().forEach(n -> reads(n, reads));
            unit.sinks().forEach(s -> s.operands().forEach(n -> reads.add(n.ref())));
            for (Object ref : reads) {
                Unit writer = ref instanceof Slot slot && slot.kind() == Slot.Kind.REGISTER ? owners.get(slot)
                        : ref instanceof MemoryArray array ? arrayOwners.get(array) : null;
                if (writer != null && writer.index() < unit.index()) {
                    late.add(ref);
                }
            }
        }
        for (Unit unit : units) {
            List<Sink> sinks = List.copyOf(unit.sinks());
            unit.sinks().clear();
            for (Sink sink : sinks) {
                shadow(sink, unit, late);
            }
        }
    }

    private static void reads(Node n, Set<Object> into) {
        if (n.op() == Op.READ) {
            into.add(n.ref());
        }
        for (int i = 0; i < n.arity(); i++) {
            if (n.arg(i).op() == Op.LOAD) {
                into.add(n.arg(i).ref());
            }
        }
    }

    private void shadow(Sink sink, Unit unit, Set<Object> late) {
        switch (sink) {
            case Sink.Store s when late.contains(s.slot()) -> {
                Slot shadow = new Slot(Slot.Kind.REGISTER, s.slot().path() + "'", s.slot().width());
                shadows.put(s.slot(), shadow);
                take(unit, new Sink.Store(shadow, s.hold(), s.next()));
                unit.late().add(new Sink.Store(s.slot(), null, graph.load(shadow)));
            }
            case Sink.MemoryWrites m when m.columns().stream().anyMatch(late::contains) -> {
                List<Sink.MemoryWrite> later = new ArrayList<>();
                for (Sink.MemoryWrite w : m.writes()) {
                    later.add(new Sink.MemoryWrite(wait(unit, w.enable()), wait(unit, w.address()),
                            w.data().stream().map(d -> wait(unit, d)).toList(),
                            w.bits() == null ? null : w.bits().stream().map(b -> wait(unit, b)).toList()));
                }
                unit.late().add(new Sink.MemoryWrites(m.columns(), later));
            }
            default -> unit.sinks().add(sink);
        }
    }

    private void take(Unit unit, Sink.Store store) {
        unit.sinks().add(store);
        unit.slots().add(store.slot());
        owners.put(store.slot(), unit);
    }

    /** Leaves a value for the end of the cycle, by which time the registers it was made of have changed. */
    private Node wait(Unit unit, Node n) {
        if (n.isConst()) {
            return n;
        }
        Slot slot = new Slot(Slot.Kind.WIRE, "late" + owners.size(), n.width());
        take(unit, new Sink.Store(slot, null, n));
        return graph.load(slot);
    }
}

package org.haiov.sim.engine.jvm.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haiov.sim.engine.jvm.graph.Graph;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Op;
import org.haiov.sim.engine.jvm.graph.Slot;

/** Makes a unit read some of its constants from slots. Walks it as {@link Shape} does, so that places have the same numbers. */
public final class Parameters {
    private final Graph graph;
    private final Map<Node, Slot> wires;

    public Parameters(Graph graph, Map<Node, Slot> wires) {
        this.graph = graph;
        this.wires = wires;
    }

    /** @param places for each place of a constant the slot to read instead; null to leave it */
    void replace(Unit unit, Slot[] places) {
        Walk walk = new Walk(unit, places);
        List<Sink> sinks = unit.sinks().stream().map(walk::sink).toList();
        List<Sink> late = unit.late().stream().map(walk::sink).toList();
        unit.rewrite(sinks, late, walk.local);
    }

    private final class Walk {
        private final Unit unit;
        private final Slot[] places;
        private final Map<Node, Node> replaced = new HashMap<>();
        private final Set<Node> local = new HashSet<>();
        private int next;

        Walk(Unit unit, Slot[] places) {
            this.unit = unit;
            this.places = places;
        }

        Sink sink(Sink sink) {
            return switch (sink) {
                case Sink.Store s -> new Sink.Store(s.slot(), s.hold(), value(s.next()));
                case Sink.MemoryWrites m -> new Sink.MemoryWrites(m.columns(), m.writes().stream().map(this::write).toList());
                default -> throw new IllegalArgumentException("not sharable: " + sink);
            };
        }

        private Sink.MemoryWrite write(Sink.MemoryWrite w) {
            List<Node> all = w.operands().stream().map(this::value).toList();
            int columns = w.data().size();
            return new Sink.MemoryWrite(all.get(columns), all.get(columns + 1), all.subList(0, columns),
                    w.bits() == null ? null : all.subList(2 * columns + 1, all.size()));
        }

        private Node value(Node n) {
            if (n.isConst()) {
                Slot slot = places[next++];
                return slot == null ? n : graph.load(slot);
            }
            if (n.op() == Op.LOAD || !unit.computes(n) && wires.containsKey(n)) {
                return n;
            }
            Node known = replaced.get(n);
            if (known == null) {
                Node[] args = new Node[n.arity()];
                for (int i = 0; i < args.length; i++) {
                    args[i] = value(n.arg(i));
                }
                known = graph.withArgs(n, args);
                replaced.put(n, known);
                local.add(known);
            }
            return known;
        }
    }
}

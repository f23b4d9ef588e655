package org.haiov.sim.engine.jvm.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haiov.sim.engine.jvm.graph.Graph;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Op;

/**
 * Takes the conditions under which things are stored out of the values and makes branches of them, those that most sinks share
 * outermost: what the user wrote as {@code when} becomes an {@code if} again, and a part that is not enabled costs one test.
 *
 * <p>Only what the unit computes itself is taken apart. A value that another unit leaves in a wire stays whole: what it was made of
 * may have changed by the time this unit runs.
 */
final class Guards {
    private static final int MOST_LITERALS = 8;

    private final Graph graph;
    private final Unit unit;

    Guards(Graph graph, Unit unit) {
        this.graph = graph;
        this.unit = unit;
    }

    /** A condition or its opposite. */
    private record Literal(Node node, boolean positive) {
    }

    Block block(List<Sink> sinks) {
        Block block = new Block();
        List<Sink> left = new ArrayList<>(sinks);
        while (!left.isEmpty()) {
            Node best = mostShared(left);
            if (best == null) {
                left.forEach(s -> block.items().add(new Block.Do(s)));
                break;
            }
            List<Sink> whole = new ArrayList<>();
            List<Sink> then = new ArrayList<>();
            List<Sink> otherwise = new ArrayList<>();
            for (Sink sink : left) {
                if (split(sink, best, then, otherwise)) {
                    whole.add(sink);
                }
            }
            left.removeAll(whole);
            Node condition = otherwise.isEmpty() ? withShared(best, then) : best;
            block.items().add(new Block.If(condition, block(then), block(otherwise), whole));
        }
        return block;
    }

    /** Takes all conditions that the sinks have in common out of them, into one with the given one: one branch for all. */
    private Node withShared(Node condition, List<Sink> sinks) {
        List<Literal> common = literals(sinks.getFirst());
        sinks.forEach(s -> common.retainAll(literals(s)));
        if (common.isEmpty()) {
            return condition;
        }
        for (int i = 0; i < sinks.size(); i++) {
            List<Literal> rest = literals(sinks.get(i));
            rest.removeAll(common);
            sinks.set(i, under(sinks.get(i), rest));
        }
        return own(graph.and(condition, conjunction(common)));
    }

    private Node conjunction(List<Literal> literals) {
        Node all = null;
        for (Literal l : literals) {
            Node n = l.positive() ? l.node() : own(graph.not(l.node()));
            all = all == null ? n : own(graph.and(all, n));
        }
        return all;
    }

    /** The condition most sinks depend on, the first of several; null if none depends on any. */
    private Node mostShared(List<Sink> sinks) {
        Map<Node, Integer> counts = new LinkedHashMap<>();
        for (Sink sink : sinks) {
            for (Literal l : literals(sink)) {
                counts.merge(l.node(), 2, Integer::sum);
            }
            // A choice between two values is worth a branch of its own only if deeper down it keeps the old one.
            if (twoSided(sink) instanceof Node mux) {
                counts.merge(mux.arg(0), holdsWithin((Sink.Store) sink, mux) ? 2 : 1, Integer::sum);
            }
        }
        Node best = null;
        int most = 1;
        for (Map.Entry<Node, Integer> e : counts.entrySet()) {
            if (e.getValue() > most) {
                best = e.getKey();
                most = e.getValue();
            }
        }
        return best;
    }

    /** A store's choice between two values neither of which is "keep"; null for anything else. */
    private Node twoSided(Sink sink) {
        return sink instanceof Sink.Store s && s.hold() != null && isChoice(s.next()) && !s.holds(s.next().arg(1))
                && !s.holds(s.next().arg(2)) ? s.next() : null;
    }

    private boolean holdsWithin(Sink.Store store, Node n) {
        return store.holds(n) || isChoice(n) && (holdsWithin(store, n.arg(1)) || holdsWithin(store, n.arg(2)));
    }

    /** What must all hold for the sink to do anything. */
    private List<Literal> literals(Sink sink) {
        List<Literal> all = new ArrayList<>();
        if (sink instanceof Sink.Store s && isChoice(s.next())) {
            if (s.holds(s.next().arg(2))) {
                conjuncts(s.next().arg(0), true, all);
            } else if (s.holds(s.next().arg(1))) {
                conjuncts(s.next().arg(0), false, all);
            }
        } else if (sink instanceof Sink.MemoryWrites m && m.writes().size() == 1) {
            Node enable = m.writes().getFirst().enable();
            if (!enable.isConst()) {
                conjuncts(enable, true, all);
            }
        }
        // The opposite of a wire that is itself an opposite would be what the wire was made of.
        return all.stream().anyMatch(l -> !l.positive() && l.node().op() == Op.NOT) ? new ArrayList<>() : all;
    }

    private boolean isChoice(Node n) {
        return n.op() == Op.MUX && unit.computes(n);
    }

    private void conjuncts(Node n, boolean positive, List<Literal> into) {
        boolean splits = unit.computes(n) && n.op() == (positive ? Op.AND : Op.OR);
        if (n.op() == Op.NOT && unit.computes(n)) {
            conjuncts(n.arg(0), !positive, into);
        } else if (splits && into.size() < MOST_LITERALS) {
            conjuncts(n.arg(0), positive, into);
            conjuncts(n.arg(1), positive, into);
        } else {
            Literal l = new Literal(n, positive);
            if (!into.contains(l)) {
                into.add(l);
            }
        }
    }

    /** Puts what a sink does under a condition, and under its opposite, in the lists; false if it does not depend on it. */
    private boolean split(Sink sink, Node condition, List<Sink> then, List<Sink> otherwise) {
        if (twoSided(sink) instanceof Node mux && mux.arg(0) == condition) {
            Sink.Store s = (Sink.Store) sink;
            then.add(new Sink.Store(s.slot(), s.hold(), mux.arg(1)));
            otherwise.add(new Sink.Store(s.slot(), s.hold(), mux.arg(2)));
            return true;
        }
        List<Literal> literals = literals(sink);
        for (Literal l : literals) {
            if (l.node() == condition) {
                literals.remove(l);
                (l.positive() ? then : otherwise).add(under(sink, literals));
                return true;
            }
        }
        return false;
    }

    /** The sink with no more than the given conditions. */
    private Sink under(Sink sink, List<Literal> literals) {
        Node all = conjunction(literals);
        return switch (sink) {
            case Sink.Store s -> {
                Node value = s.holds(s.next().arg(2)) ? s.next().arg(1) : s.next().arg(2);
                yield new Sink.Store(s.slot(), s.hold(), all == null ? value : own(graph.rawMux(all, value, hold(s))));
            }
            case Sink.MemoryWrites m -> new Sink.MemoryWrites(m.columns(),
                    List.of(m.writes().getFirst().enabledBy(all == null ? graph.constant(1, 1) : all)));
            default -> throw new IllegalArgumentException("no condition in " + sink);
        };
    }

    /** A node made of values that the unit has: it computes it, even if another unit leaves it in a wire. */
    private Node own(Node n) {
        if (!n.isLeaf()) {
            unit.local().add(n);
        }
        return n;
    }

    private static Node hold(Sink.Store s) {
        return s.holds(s.next().arg(2)) ? s.next().arg(2) : s.next().arg(1);
    }
}

package org.haiov.sim.engine.jvm.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Op;
import org.haiov.sim.engine.jvm.graph.Slot;

/**
 * What a unit does, put so that two units that do the same to different slots read alike: its operations in the order they are
 * reached from its sinks, its own slots by number, other units by the order they are met, constants left open.
 */
final class Shape {
    private static final int CONSTANT = -1;
    private static final int OWN = -2;
    private static final int OTHER = -3;
    private static final int MAIN = -4;
    private static final int HOLD = -5;

    private final Unit unit;
    private final Plan plan;
    private final Map<Object, Integer> mainNumbers;
    private final Map<Node, Integer> numbers = new HashMap<>();
    private final List<Unit> ports = new ArrayList<>();
    private final List<Node> constants = new ArrayList<>();
    private int[] tokens = new int[256];
    private int size;
    private boolean sharable = true;

    private Shape(Unit unit, Plan plan, Map<Object, Integer> mainNumbers) {
        this.unit = unit;
        this.plan = plan;
        this.mainNumbers = mainNumbers;
    }

    /** @param mainNumbers gives inputs and the like a number, the same in all shapes of a plan */
    static Shape of(Unit unit, Plan plan, Map<Object, Integer> mainNumbers) {
        Shape shape = new Shape(unit, plan, mainNumbers);
        unit.slots().forEach(s -> shape.token(s.width()));
        unit.arrays().forEach(a -> shape.tokens(a.width(), a.length()));
        unit.sinks().forEach(shape::sink);
        shape.token(unit.late().size());
        unit.late().forEach(shape::sink);
        shape.tokens = Arrays.copyOf(shape.tokens, shape.size);
        return shape;
    }

    boolean isSharable() {
        return sharable;
    }

    /** Other units it reads from, in the order they are met. */
    List<Unit> ports() {
        return ports;
    }

    /** Constants in the order of their places. */
    List<Node> constants() {
        return constants;
    }

    /** Equal for units that may share code, as far as the shapes of the units they read from allow. */
    List<Object> key() {
        return List.of(new Tokens(tokens, Arrays.hashCode(tokens)), ports.size(), constants.size());
    }

    private record Tokens(int[] tokens, int hash) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Tokens t && hash == t.hash && Arrays.equals(tokens, t.tokens);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private void token(int t) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * size);
        }
        tokens[size++] = t;
    }

    private void tokens(int... all) {
        for (int t : all) {
            token(t);
        }
    }

    private void sink(Sink sink) {
        switch (sink) {
            case Sink.Store s -> {
                place(s.slot());
                token(HOLD);
                if (s.hold() != null) {
                    place(s.hold());
                }
                value(s.next());
            }
            case Sink.MemoryWrites m -> {
                m.columns().forEach(this::place);
                token(m.writes().size());
                for (Sink.MemoryWrite w : m.writes()) {
                    token(w.bits() == null ? 0 : 1);
                    w.operands().forEach(this::value);
                }
            }
            default -> sharable = false;
        }
    }

    private void place(Object slotOrArray) {
        Unit owner = slotOrArray instanceof Slot s ? plan.owners().get(s) : plan.arrayOwners().get((MemoryArray) slotOrArray);
        if (owner == null) {
            tokens(MAIN, mainNumbers.computeIfAbsent(slotOrArray, _ -> mainNumbers.size()));
        } else {
            int number = slotOrArray instanceof Slot s ? owner.slots().indexOf(s) : owner.arrays().indexOf(slotOrArray);
            if (owner == unit) {
                tokens(OWN, number);
            } else {
                if (!ports.contains(owner)) {
                    ports.add(owner);
                }
                tokens(OTHER, ports.indexOf(owner), number);
            }
        }
    }

    private void value(Node n) {
        Slot wire = unit.computes(n) ? null : plan.wires().get(n);
        Integer known = numbers.get(n);
        if (n.isConst()) {
            tokens(CONSTANT, n.width());
            constants.add(n);
        } else if (wire != null) {
            place(wire);
        } else if (n.op() == Op.LOAD) {
            place(n.slot());
        } else if (known != null) {
            token(known);
        } else {
            numbers.put(n, numbers.size());
            tokens(n.op().ordinal(), n.width(), (int) n.k(), n.arity());
            if (n.op() == Op.READ) {
                place(n.memory());
            } else if (n.op() == Op.SWITCH) {
                for (long[] keys : n.keys()) {
                    token(keys.length);
                    for (long key : keys) {
                        tokens((int) key, (int) (key >>> 32));
                    }
                }
            }
            for (int i = 0; i < n.arity(); i++) {
                value(n.arg(i));
            }
        }
    }
}

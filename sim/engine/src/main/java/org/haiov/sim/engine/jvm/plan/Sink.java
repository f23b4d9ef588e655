package org.haiov.sim.engine.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Slot;

/** Something a unit does with values. */
public sealed interface Sink {
    /** The values it takes. */
    List<Node> operands();

    /**
     * Puts a value in a slot at the end of the cycle.
     *
     * @param hold the slot whose load in {@code next} means that nothing is to be stored; null if none
     */
    record Store(Slot slot, Slot hold, Node next) implements Sink {
        @Override
        public List<Node> operands() {
            return List.of(next);
        }

        /** Whether a value says "keep what is there". */
        public boolean holds(Node value) {
            return hold != null && value.ref() == hold;
        }
    }

    /** All writes to one memory, in order. */
    record MemoryWrites(List<MemoryArray> columns, List<MemoryWrite> writes) implements Sink {
        @Override
        public List<Node> operands() {
            List<Node> all = new ArrayList<>();
            writes.forEach(w -> all.addAll(w.operands()));
            return all;
        }
    }

    /** @param bits for each column which bits to write; null for all */
    record MemoryWrite(Node enable, Node address, List<Node> data, List<Node> bits) {
        List<Node> operands() {
            List<Node> all = new ArrayList<>(data);
            all.add(enable);
            // Used once for each column.
            data.forEach(_ -> all.add(address));
            if (bits != null) {
                all.addAll(bits);
            }
            return all;
        }

        MemoryWrite enabledBy(Node other) {
            return new MemoryWrite(other, address, data, bits);
        }
    }

    /** Reports a check that does not hold. */
    record Violation(int index, Node violated) implements Sink {
        @Override
        public List<Node> operands() {
            return List.of(violated);
        }
    }

    /** Gives a value out, in an array of longs. */
    record Output(int index, Node value) implements Sink {
        @Override
        public List<Node> operands() {
            return List.of(value);
        }
    }
}

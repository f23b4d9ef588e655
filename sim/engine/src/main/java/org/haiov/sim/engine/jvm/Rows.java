package org.haiov.sim.engine.jvm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.sim.engine.StateLayout;
import org.haiov.sim.engine.jvm.emit.Compiler;
import org.haiov.sim.engine.jvm.emit.Fields.Cell;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Slot;
import org.haiov.sim.engine.jvm.lower.NetValues;
import org.haiov.sim.engine.jvm.runtime.Observer;

/** State rows out of a running design and input rows into it, as {@link StateLayout} says. */
final class Rows {
    private final StateLayout layout;
    private final Observer observer;
    private final List<Cell> inputs = new ArrayList<>();
    private final long[] row;

    Rows(ModuleIr flat, Compiler compiler, NetValues values) {
        layout = StateLayout.of(flat);
        row = new long[layout.stateWords()];
        Map<String, Net> nets = new HashMap<>();
        flat.ports().forEach(n -> nets.put(n.name(), n));
        flat.nets().forEach(n -> nets.put(n.name(), n));
        observer = DeepStack.call(() -> {
            Map<String, Node[]> ports = writePorts(flat, values);
            List<Node> nodes = new ArrayList<>();
            for (StateLayout.Field f : layout.state()) {
                Node[] port = ports.get(f.path());
                nodes.addAll(List.of(port != null ? port : values.of(nets.get(f.path()))));
            }
            return compiler.observer(nodes);
        });
        for (StateLayout.Field f : layout.inputs()) {
            for (Slot slot : values.slots(nets.get(f.path()))) {
                inputs.add(compiler.fields().cell(slot));
            }
        }
    }

    private static Map<String, Node[]> writePorts(ModuleIr flat, NetValues values) {
        Map<String, Node[]> ports = new HashMap<>();
        for (Memory m : flat.memories()) {
            for (int i = 0; i < m.writes().size(); i++) {
                Memory.WritePort w = m.writes().get(i);
                String port = m.name() + ".w" + i;
                ports.put(port + ".enable", values.of(w.enable()));
                ports.put(port + ".address", values.of(w.address()));
                ports.put(port + ".data", values.of(w.data()));
                if (w.mask() != null) {
                    ports.put(port + ".mask", values.of(w.mask()));
                }
            }
        }
        return ports;
    }

    StateLayout layout() {
        return layout;
    }

    /** Writes the present state to the n-th row of a segment. */
    void read(MemorySegment rows, long n) {
        observer.observe(row);
        MemorySegment.copy(row, 0, rows, ValueLayout.JAVA_LONG, n * Long.BYTES * row.length, row.length);
    }

    /** Pokes all inputs from the n-th row of a segment. */
    void poke(MemorySegment rows, long n) {
        long first = n * inputs.size();
        for (int i = 0; i < inputs.size(); i++) {
            inputs.get(i).set(rows.getAtIndex(ValueLayout.JAVA_LONG, first + i));
        }
    }
}

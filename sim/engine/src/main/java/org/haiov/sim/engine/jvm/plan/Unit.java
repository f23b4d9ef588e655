package org.haiov.sim.engine.jvm.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Slot;

/** A part of the program that becomes one method, or two, with the places it writes. */
public final class Unit {
    private final int index;
    private final List<Sink> sinks = new ArrayList<>();
    private final List<Sink> late = new ArrayList<>();
    private final Set<Node> local = new HashSet<>();
    private final List<Slot> slots = new ArrayList<>();
    private final List<MemoryArray> arrays = new ArrayList<>();
    private int cost;

    Unit(int index) {
        this.index = index;
    }

    /** Its place in the order of execution. */
    public int index() {
        return index;
    }

    public List<Sink> sinks() {
        return sinks;
    }

    /** What it does at the end of the cycle, when all units have run; takes values from slots only. */
    public List<Sink> late() {
        return late;
    }

    /** Whether the unit computes the node itself; what it does not is a leaf or another unit's wire. */
    public boolean computes(Node n) {
        return local.contains(n);
    }

    /** Puts other operations in place of its own. */
    void rewrite(List<Sink> newSinks, List<Sink> newLate, Set<Node> newLocal) {
        sinks.clear();
        sinks.addAll(newSinks);
        late.clear();
        late.addAll(newLate);
        local.clear();
        local.addAll(newLocal);
    }

    Set<Node> local() {
        return local;
    }

    /** Slots it writes. */
    public List<Slot> slots() {
        return slots;
    }

    /** Memory columns it writes. */
    public List<MemoryArray> arrays() {
        return arrays;
    }

    int cost() {
        return cost;
    }

    void addCost(int more) {
        cost += more;
    }
}

package org.haiov.sim.engine.jvm.plan;

import java.util.List;
import java.util.Map;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Slot;

/**
 * Units in the order they run.
 *
 * @param checks how many of the units, the first, only look at checks
 * @param wires values that one unit computes and later ones read, with the slot they are left in
 * @param shadows for each slot that is written while a later unit still reads it: where the new value waits for the end of the cycle
 * @param owners the unit that writes a slot; no entry for inputs
 * @param arrayOwners the unit that writes a memory column; no entry for those never written
 */
public record Plan(List<Unit> units, int checks, Map<Node, Slot> wires, Map<Slot, Slot> shadows, Map<Slot, Unit> owners,
        Map<MemoryArray, Unit> arrayOwners) {
}

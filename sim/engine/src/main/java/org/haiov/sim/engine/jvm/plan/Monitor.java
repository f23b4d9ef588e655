package org.haiov.sim.engine.jvm.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.haiov.sim.engine.jvm.graph.MemoryArray;
import org.haiov.sim.engine.jvm.graph.Slot;

/**
 * What tells that a unit need not be run: it changed nothing when it was run last, and all it reads from outside is as it was then.
 *
 * @param inputs slots that others write
 * @param memories it reads, its own too, whose contents count by how often they were written
 * @param state slots of its own that keep their value from cycle to cycle
 */
public record Monitor(List<Slot> inputs, List<MemoryArray> memories, List<Slot> state) {
    /** Cost of a unit under which looking whether it must run is not worth while. */
    private static final int SMALLEST = 30;
    /** Slots that are compared, at most: each is a few bytes of code. */
    private static final int MOST = 250;

    /**
     * The monitor of a unit; null where it would cost too much beside the unit itself.
     *
     * @param parameters slots that hold constants
     */
    public static Monitor of(Unit unit, Body body, List<Slot> parameters) {
        Set<Object> own = new HashSet<>(unit.slots());
        own.addAll(parameters);
        List<Slot> inputs = new ArrayList<>();
        List<MemoryArray> memories = new ArrayList<>();
        for (Object read : body.reads()) {
            if (read instanceof MemoryArray memory) {
                memories.add(memory);
            } else if (!own.contains(read)) {
                inputs.add((Slot) read);
            }
        }
        List<Slot> state = new ArrayList<>();
        for (Sink sink : unit.sinks()) {
            if (sink instanceof Sink.Output) {
                return null;
            }
            if (sink instanceof Sink.Store s && s.slot().kind() == Slot.Kind.REGISTER) {
                state.add(s.slot());
            }
        }
        int looks = inputs.size() + memories.size();
        boolean worth = unit.cost() >= SMALLEST && 6 * looks <= unit.cost() && looks + state.size() <= MOST;
        return worth ? new Monitor(inputs, memories, state) : null;
    }
}

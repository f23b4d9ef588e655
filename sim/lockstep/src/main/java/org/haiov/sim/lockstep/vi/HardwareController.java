package org.haiov.sim.lockstep.vi;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.haiov.ir.HaiovException;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.StateLayout;
import org.haiov.sim.engine.StateTrace;
import org.haiov.sim.golden.vi.Configuration;
import org.haiov.sim.golden.vi.Cycle;

/**
 * The VI controller's hardware on an engine, and on a second one beside it. The first runs cycle by cycle, for what is driven depends
 * on what it shows; its inputs and states are kept, and every few hundred cycles the second is run through the same inputs and must
 * have had the same state in each cycle.
 */
public final class HardwareController implements Controller {
    private static final int BATCH = 256;

    private final Configuration size;
    private final Simulation first;
    private final Simulation second;
    private final StateTrace firstTrace;
    private final StateTrace secondTrace;
    private final StateLayout layout;
    private final Signals signals;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment inputs;
    private final MemorySegment firstStates;
    private final MemorySegment secondStates;
    private final MemorySegment[] inputRows = new MemorySegment[BATCH];
    private final MemorySegment[] stateRows = new MemorySegment[BATCH];
    private int filled;

    /**
     * Takes over simulations of the same controller and closes them with itself.
     *
     * @param second null to run on one engine only
     */
    public HardwareController(Configuration size, Simulation first, Simulation second) {
        this.size = size;
        this.first = first;
        this.second = second;
        firstTrace = trace(first);
        secondTrace = second == null ? null : trace(second);
        layout = firstTrace.layout();
        if (second != null && !layout.equals(secondTrace.layout())) {
            throw new HaiovException("the two engines were given controllers of different registers, memories or ports");
        }
        signals = new Signals(size, layout);
        inputs = arena.allocate(8L * layout.inputWords() * BATCH, 8);
        firstStates = arena.allocate(8L * layout.stateWords() * BATCH, 8);
        secondStates = arena.allocate(8L * layout.stateWords() * BATCH, 8);
        for (int i = 0; i < BATCH; i++) {
            inputRows[i] = inputs.asSlice(8L * layout.inputWords() * i, 8L * layout.inputWords());
            stateRows[i] = firstStates.asSlice(8L * layout.stateWords() * i, 8L * layout.stateWords());
        }
    }

    private static StateTrace trace(Simulation simulation) {
        if (simulation instanceof StateTrace trace) {
            return trace;
        }
        throw new HaiovException("the " + simulation.engine() + " engine was not asked for visible state, which the comparison with the model needs");
    }

    @Override
    public Configuration size() {
        return size;
    }

    @Override
    public String name() {
        return second == null ? first.engine() : first.engine() + " and " + second.engine();
    }

    @Override
    public void reset() {
        finish();
        inputs.fill((byte) 0);
        first.reset();
        if (second != null) {
            second.reset();
        }
    }

    @Override
    public void cycle(Cycle cycle) {
        MemorySegment in = inputRows[filled];
        MemorySegment state = stateRows[filled];
        signals.drive(cycle, in);
        filled++;
        firstTrace.run(1, in, state);
        signals.observe(state, cycle);
        if (filled == BATCH) {
            finish();
        }
    }

    @Override
    public void finish() {
        int count = filled;
        filled = 0;
        if (second == null || count == 0) {
            return;
        }
        secondTrace.run(count, inputs, secondStates);
        long bytes = 8L * layout.stateWords() * count;
        long at = MemorySegment.mismatch(firstStates, 0, bytes, secondStates, 0, bytes);
        if (at >= 0) {
            long row = at / (8L * layout.stateWords());
            throw differ(row, second.cycle() - count + row);
        }
    }

    private HaiovException differ(long row, long cycle) {
        StringBuilder text = new StringBuilder("cycle " + cycle + ": " + first.engine() + " and " + second.engine() + " differ just before the edge");
        for (StateLayout.Field field : layout.state()) {
            for (int i = 0; i < field.words(); i++) {
                long at = 8 * (row * layout.stateWords() + field.offset() + i);
                long one = firstStates.get(JAVA_LONG, at);
                long two = secondStates.get(JAVA_LONG, at);
                if (one != two) {
                    text.append("\n  ").append(field.path()).append(field.words() > 1 ? " word " + i : "").append(": ").append(first.engine())
                            .append(" 0x").append(Long.toHexString(one)).append(", ").append(second.engine()).append(" 0x")
                            .append(Long.toHexString(two));
                }
            }
        }
        return new HaiovException(text.toString());
    }

    @Override
    public void close() {
        try (arena; second; first) {
            // All are closed, whatever happens to one.
        }
    }
}

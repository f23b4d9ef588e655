package org.haiov.sim.lockstep.vi;

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
 * on what it shows; its inputs and states are kept, and every few hundred cycles the second follows and must have had the same
 * state in each cycle. A difference is so found some hundred cycles late, and told with the cycle in which it was.
 */
public final class HardwareController implements Controller {
    private static final int BATCH = 256;

    private final Configuration size;
    private final Simulation first;
    private final Simulation second;
    private final StateTrace trace;
    private final Follower follower;
    private final Signals signals;
    private final Arena arena = Arena.ofShared();
    /** Two, so that one is filled while the other is followed. */
    private final Batch[] batches = new Batch[2];
    private int current;
    private int filled;

    private record Batch(MemorySegment inputs, MemorySegment states, MemorySegment[] inputRows, MemorySegment[] stateRows) {
        static Batch of(Arena arena, StateLayout layout) {
            long inputBytes = 8L * layout.inputWords();
            long stateBytes = 8L * layout.stateWords();
            Batch batch = new Batch(arena.allocate(inputBytes * BATCH, 8), arena.allocate(stateBytes * BATCH, 8), new MemorySegment[BATCH],
                    new MemorySegment[BATCH]);
            for (int i = 0; i < BATCH; i++) {
                batch.inputRows[i] = batch.inputs.asSlice(inputBytes * i, inputBytes);
                batch.stateRows[i] = batch.states.asSlice(stateBytes * i, stateBytes);
            }
            return batch;
        }
    }

    /**
     * Takes over simulations of the same controller and closes them with itself.
     *
     * @param second null to run on one engine only
     */
    public HardwareController(Configuration size, Simulation first, Simulation second) {
        this.size = size;
        this.first = first;
        this.second = second;
        trace = trace(first);
        StateLayout layout = trace.layout();
        signals = new Signals(size, layout);
        for (int i = 0; i < batches.length; i++) {
            batches[i] = Batch.of(arena, layout);
        }
        if (second == null) {
            follower = null;
        } else {
            StateTrace other = trace(second);
            if (!layout.equals(other.layout())) {
                throw new HaiovException("the two engines were given controllers of different registers, memories or ports");
            }
            follower = new Follower(first, second, other, arena.allocate(8L * layout.stateWords() * BATCH, 8));
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
        flush();
        first.reset();
        if (follower != null) {
            follower.reset();
        }
    }

    @Override
    public void cycle(Cycle cycle) {
        Batch batch = batches[current];
        MemorySegment state = batch.stateRows[filled];
        signals.drive(cycle, batch.inputRows[filled]);
        filled++;
        trace.run(1, batch.inputRows[filled - 1], state);
        signals.observe(state, cycle);
        if (filled == BATCH) {
            flush();
        }
    }

    private void flush() {
        if (follower != null && filled > 0) {
            follower.start(filled, batches[current].inputs, batches[current].states);
            current = 1 - current;
        }
        filled = 0;
    }

    @Override
    public void finish() {
        flush();
        if (follower != null) {
            follower.compareMemories();
        }
    }

    @Override
    public void close() {
        try (arena; first; follower) {
            // All are closed, whatever happens to one.
        }
    }
}

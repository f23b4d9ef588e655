package org.haiov.sim.lockstep.vi;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.haiov.ir.HaiovException;
import org.haiov.sim.engine.MemoryProbe;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.StateLayout;
import org.haiov.sim.engine.StateTrace;

/**
 * The second engine: is run through the inputs that the first one had, a batch at a time and on a thread of its own, and must have had
 * the same state in each cycle.
 */
final class Follower implements AutoCloseable {
    private final Simulation first;
    private final Simulation second;
    private final StateTrace trace;
    private final StateLayout layout;
    private final MemorySegment states;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("second engine").factory());
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

    /** @param states room for the states of a batch */
    Follower(Simulation first, Simulation second, StateTrace trace, MemorySegment states) {
        this.first = first;
        this.second = second;
        this.trace = trace;
        this.layout = trace.layout();
        this.states = states;
    }

    /**
     * Starts on a batch; inputs and expected states must stay as they are until the next call of {@link #await}, which this begins
     * with.
     */
    void start(int count, MemorySegment inputs, MemorySegment expected) {
        await();
        running = CompletableFuture.runAsync(() -> run(count, inputs, expected), thread);
    }

    /** Waits for the batch under way, and throws what it found. */
    void await() {
        try {
            running.join();
        } catch (CompletionException e) {
            running = CompletableFuture.completedFuture(null);
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    void reset() {
        await();
        second.reset();
    }

    private void run(int count, MemorySegment inputs, MemorySegment expected) {
        trace.run(count, inputs, states);
        long bytes = 8L * layout.stateWords() * count;
        long at = MemorySegment.mismatch(expected, 0, bytes, states, 0, bytes);
        if (at >= 0) {
            long row = at / (8L * layout.stateWords());
            throw differ(expected, row, second.cycle() - count + row);
        }
    }

    private HaiovException differ(MemorySegment expected, long row, long cycle) {
        StringBuilder text = new StringBuilder("cycle " + cycle + " of the engines: " + first.engine() + " and " + second.engine()
                + " differ just before the edge");
        for (StateLayout.Field field : layout.state()) {
            for (int i = 0; i < field.words(); i++) {
                long at = 8 * (row * layout.stateWords() + field.offset() + i);
                long one = expected.get(JAVA_LONG, at);
                long two = states.get(JAVA_LONG, at);
                if (one != two) {
                    text.append("\n  ").append(field.path()).append(field.words() > 1 ? " word " + i : "").append(": ").append(first.engine())
                            .append(" 0x").append(Long.toHexString(one)).append(", ").append(second.engine()).append(" 0x")
                            .append(Long.toHexString(two));
                }
            }
        }
        return new HaiovException(text.toString());
    }

    /** Compares the contents of all memories, both engines being at the same cycle. */
    void compareMemories() {
        await();
        for (String path : first.memories()) {
            MemoryProbe one = first.memory(path);
            MemoryProbe two = second.memory(path);
            for (int word = 0; word < one.words(); word++) {
                if (!one.read(word).equals(two.read(word))) {
                    throw new HaiovException("cycle " + first.cycle() + " of the engines: " + path + "[" + word + "]: " + first.engine() + " 0x"
                            + one.read(word).toString(16) + ", " + second.engine() + " 0x" + two.read(word).toString(16));
                }
            }
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        running.exceptionally(failure -> null).join();
        second.close();
    }
}

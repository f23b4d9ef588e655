package org.haiov.sim.engine.compare;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.haiov.ir.Design;
import org.haiov.ir.HaiovException;
import org.haiov.ir.Net;
import org.haiov.passes.Flatten;
import org.haiov.sim.engine.AssertionFailure;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.Resets;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.StateLayout;
import org.haiov.sim.engine.StateTrace;
import org.haiov.sim.engine.jvm.JvmEngine;
import org.haiov.sim.engine.verilator.VerilatorEngine;

/**
 * Two simulations run side by side, all of whose registers, memory writes and outputs must agree just before every edge, and whose
 * memories' contents from time to time. The first difference is a {@link Divergence}.
 *
 * <p>Inputs are driven here and not on the simulations themselves. Not safe for use by several threads at once.
 */
public final class Comparison implements AutoCloseable {
    private static final long BATCH_BYTES = 256 << 10;
    private final Simulation first;
    private final Simulation second;
    private final StateTrace firstTrace;
    private final StateTrace secondTrace;
    private final StateLayout layout;
    private final EngineOptions options;
    private final Inputs inputs;
    private final MemoryContents memories;
    private final List<Net> resets;
    private final String label1;
    private final String label2;
    private final Arena arena = Arena.ofShared();
    /** The second simulation runs beside the first. */
    private final ExecutorService besides = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("compare").factory());
    private final History history;
    private final int batch;

    /**
     * Takes over two simulations of designs with the same state, at the same cycle; both are closed with it.
     *
     * @param options what both were opened with
     */
    public Comparison(Simulation first, Simulation second, EngineOptions options) {
        this.first = first;
        this.second = second;
        this.options = options;
        try {
            firstTrace = trace(first);
            secondTrace = trace(second);
            layout = firstTrace.layout();
            if (!layout.equals(secondTrace.layout())) {
                throw new HaiovException("designs " + name(first) + " and " + name(second) + " cannot be compared: their registers,"
                        + " memories and ports are not the same");
            }
        } catch (HaiovException e) {
            close();
            throw e;
        }
        inputs = new Inputs(layout);
        boolean sameEngine = first.engine().equals(second.engine());
        label1 = first.engine() + (sameEngine ? " 1" : "");
        label2 = second.engine() + (sameEngine ? " 2" : "");
        memories = new MemoryContents(first, second, label1, label2);
        resets = Resets.inputs(Flatten.run(first.design()).top());
        batch = (int) Math.clamp(BATCH_BYTES / (8L * Math.max(1, layout.stateWords())), 16, 1024);
        history = new History(layout, batch, arena);
    }

    /** The JVM engine and Verilator on one design; state is made visible whatever the options say. */
    public static Comparison ofEngines(Design design, EngineOptions options) {
        EngineOptions visible = new EngineOptions(options.clocks(), options.checks(), true);
        return new Comparison(new JvmEngine().open(design, visible), new VerilatorEngine().withoutWires().open(design, visible), visible);
    }

    private static StateTrace trace(Simulation simulation) {
        if (simulation instanceof StateTrace trace) {
            return trace;
        }
        throw new HaiovException("the " + simulation.engine() + " engine does not show its state, so it cannot be compared");
    }

    private static String name(Simulation simulation) {
        return simulation.design().top().name();
    }

    /** The simulation whose values are shown first; for looking only. */
    public Simulation first() {
        return first;
    }

    public Simulation second() {
        return second;
    }

    /** Drives an input of both. */
    public void poke(String input, long value) {
        inputs.set(input, value);
        first.poke(input, value);
        second.poke(input, value);
    }

    /** Drives an input of both. */
    public void poke(String input, BigInteger value) {
        inputs.set(input, value);
        first.poke(input, value);
        second.poke(input, value);
    }

    /** The value in the first simulation. */
    public long peek(String path) {
        return first.peek(path);
    }

    /** Holds the resets as {@link Simulation#reset()} does. */
    public void reset() {
        resets.forEach(net -> poke(net.name(), 1));
        run(Resets.cycles(options, first.cycle()));
        resets.forEach(net -> poke(net.name(), 0));
    }

    /** One cycle with the inputs as they are. */
    public void step() {
        run(1);
    }

    /** So many cycles with the inputs as they are. */
    public void run(long cycles) {
        run(cycles, null);
    }

    /**
     * So many cycles.
     *
     * @param stimulus drives the inputs in each; null to leave them as they are
     */
    public void run(long cycles, Stimulus stimulus) {
        for (long left = cycles; left > 0;) {
            int count = (int) Math.min(left, batch);
            long start = first.cycle();
            for (int i = 0; i < count; i++) {
                if (stimulus != null) {
                    stimulus.drive(start + i, inputs);
                }
                inputs.copyTo(history.inputs(count), i);
            }
            runBoth(start, count, stimulus != null);
            memories.compareWhenDue(count, first.cycle());
            left -= count;
        }
        compareState();
    }

    private void runBoth(long start, int count, boolean drive) {
        MemorySegment in = drive ? history.inputs(count) : null;
        MemorySegment rows1 = history.first(count);
        MemorySegment rows2 = history.second(count);
        Future<AssertionFailure> beside = besides.submit(() -> run(secondTrace, in, rows2, count));
        AssertionFailure failure1;
        AssertionFailure failure2;
        try {
            failure1 = run(firstTrace, in, rows1, count);
        } finally {
            failure2 = result(beside);
        }
        long failed = Math.min(failure1 == null ? Long.MAX_VALUE : failure1.cycle(), failure2 == null ? Long.MAX_VALUE : failure2.cycle());
        long valid = failed == Long.MAX_VALUE ? count : failed - start + 1;
        compareRows(rows1, rows2, start, valid);
        if (failure1 != null && failure2 != null && failure1.cycle() == failure2.cycle() && failure1.path().equals(failure2.path())) {
            throw failure1;
        }
        if (failed != Long.MAX_VALUE) {
            AssertionFailure earlier = failure1 != null && failure1.cycle() == failed ? failure1 : failure2;
            String where = earlier == failure1 ? label1 : label2;
            throw new Divergence(earlier.path(), failed, "the check fails with " + where + " alone: " + earlier.getMessage(), "");
        }
        history.keep(count);
    }

    private static AssertionFailure run(StateTrace trace, MemorySegment in, MemorySegment rows, int count) {
        try {
            trace.run(count, in, rows);
            return null;
        } catch (AssertionFailure e) {
            return e;
        }
    }

    /** Waits, interrupted or not: nobody may touch the second simulation while it runs. */
    private static <T> T result(Future<T> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The state after the last edge, which no row has yet. */
    private void compareState() {
        MemorySegment row1 = history.first(1);
        MemorySegment row2 = history.second(1);
        inputs.copyTo(history.inputs(1), 0);
        firstTrace.readState(row1);
        secondTrace.readState(row2);
        compareRows(row1, row2, first.cycle(), 1);
    }

    private void compareRows(MemorySegment rows1, MemorySegment rows2, long start, long count) {
        long bytes = 8L * layout.stateWords() * count;
        long at = MemorySegment.mismatch(rows1, 0, bytes, rows2, 0, bytes);
        if (at < 0) {
            return;
        }
        int row = (int) (at / (8L * layout.stateWords()));
        int word = (int) (at / 8 % layout.stateWords());
        StateLayout.Field field = layout.state().stream().filter(f -> f.offset() <= word && word < f.offset() + f.words()).findFirst()
                .orElseThrow();
        long begin = 8L * layout.stateWords() * row;
        String what = label1 + " has " + hex(field.value(rows1, begin)) + ", " + label2 + " has "
                + hex(field.value(rows2, begin));
        List<StateLayout.Field> related = new Related(Flatten.run(first.design()).top(), layout).of(field);
        throw new Divergence(field.path(), start + row, what, history.wave(start, row, field, related, label1, label2));
    }

    private static String hex(BigInteger value) {
        return "0x" + value.toString(16);
    }

    /** Compares the contents of all memories now; {@link #run} does it as often as it costs little. */
    public void compareMemories() {
        memories.compare(first.cycle());
    }

    @Override
    public void close() {
        try (arena; second; first; besides) {
            // All are closed, whatever happens to one.
        }
    }
}

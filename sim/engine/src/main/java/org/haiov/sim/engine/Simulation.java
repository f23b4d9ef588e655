package org.haiov.sim.engine;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.haiov.ir.Design;

/**
 * One design being run, cycle by cycle. Every engine implements it alike; a program or test written against it runs on any.
 *
 * <p>Paths are Java names joined by dots, from the top module's own signals down ({@code "count"}, {@code "lane3.fifo.head"}).
 * Time is counted in cycles of the main clock, the top module's first. Other clocks, if any, run as
 * {@link EngineOptions#clocks()} says. Inputs keep what was poked; outputs and wires read by peek are those of the present
 * inputs and state, as just before the next edge. Not safe for use by several threads at once.
 */
public interface Simulation extends AutoCloseable {
    Design design();

    /** The engine's name for messages: {@code jvm} or {@code verilator}. */
    String engine();

    /** A handle on a signal, for access without looking its path up again; unknown paths are errors that name close ones. */
    Probe probe(String path);

    /** A handle on a memory. */
    MemoryProbe memory(String path);

    /** Paths of every signal that can be probed, in a fixed order. */
    List<String> signals();

    /** Paths of every memory. */
    List<String> memories();

    /** Drives a top-level input; error unless it is one and the value fits. */
    default void poke(String input, long value) {
        probe(input).set(value);
    }

    /** Drives a top-level input of any width. */
    default void poke(String input, BigInteger value) {
        probe(input).setBig(value);
    }

    /** The value now, for signals up to 64 bits; wider is an error. */
    default long peek(String path) {
        return probe(path).get();
    }

    /** The value now, unsigned, any width. */
    default BigInteger peekBig(String path) {
        return probe(path).getBig();
    }

    /** One cycle of the main clock. */
    default void step() {
        run(1);
    }

    /** {@code cycles} cycles of the main clock, in bulk; stops early with the exception when an assertion fails. */
    void run(long cycles);

    /**
     * Runs until the 1-bit signal reads 1, looking before the first and after every cycle.
     *
     * @return cycles run, or -1 when {@code maxCycles} went by and it is still 0
     */
    long runUntil(Probe condition, long maxCycles);

    /** Holds every reset input at 1 for one cycle of each clock, then at 0; inputs otherwise stay as poked. */
    void reset();

    /** Cycles of the main clock since power-up. */
    long cycle();

    /** The whole state: registers, memories, inputs, cycle count, external models. Of use only to {@link #restore} of the same design and engine. */
    Snapshot save();

    void restore(Snapshot snapshot);

    /** How often each cover was reached, by path, since power-up. */
    java.util.Map<String, Long> covers();

    /** Writes a VCD wave of every signal from now until {@link #stopWave()} or close. */
    void startWave(Path vcd);

    void stopWave();

    @Override
    void close();
}

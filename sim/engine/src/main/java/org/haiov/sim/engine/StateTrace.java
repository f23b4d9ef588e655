package org.haiov.sim.engine;

import java.lang.foreign.MemorySegment;

/**
 * The fast way to see all of an engine's state each cycle, for {@code compare} and lockstep. An engine's {@link Simulation} has it
 * when it was made with {@link EngineOptions#visibleState()}. Segments are aligned to 8 bytes and may be native or on the heap.
 */
public interface StateTrace {
    StateLayout layout();

    /** Writes one state row, {@link StateLayout#stateWords()} words, of the present cycle to the segment's start. */
    void readState(MemorySegment row);

    /**
     * Runs cycles of the main clock and writes a state row after each one. Stops early with the exception when an assertion fails;
     * the rows of the cycles before are then written.
     *
     * @param cycles how many
     * @param inputs an input row for each cycle, poked before it; null to leave the inputs as they are
     * @param states takes a state row for each cycle
     */
    void run(long cycles, MemorySegment inputs, MemorySegment states);
}

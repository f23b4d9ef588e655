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
     * Runs cycles of the main clock and writes a state row for each one just before its edge, after its inputs are poked: so what
     * every edge is about to store, and every output it was given with, is in a row, and registers show what the edge before left.
     * The state after the last edge is in the first row of the next call, or in {@link #readState}. Stops early with the exception
     * when an assertion fails; rows are then written up to that of the failing cycle.
     *
     * @param cycles how many
     * @param inputs an input row for each cycle, poked before its edge; null to leave the inputs as they are
     * @param states takes a state row for each cycle
     */
    void run(long cycles, MemorySegment inputs, MemorySegment states);
}

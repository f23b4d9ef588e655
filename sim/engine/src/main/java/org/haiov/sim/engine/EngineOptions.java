package org.haiov.sim.engine;

import java.util.Map;
import java.util.Set;

/**
 * How a simulation is to run.
 *
 * @param clocks for clocks other than the main one: when they tick, by top-level clock name; those not named tick with the main one
 * @param checks whether assertions are looked at every cycle
 * @param visibleState whether every register, memory and wire can be probed; without it an engine may keep only the top-level ports
 *     (and is then faster)
 * @param memories paths of memories that can be probed without {@code visibleState} too
 */
public record EngineOptions(Map<String, ClockRatio> clocks, boolean checks, boolean visibleState, Set<String> memories) {
    public static final EngineOptions DEFAULT = new EngineOptions(Map.of(), true, true);
    public static final EngineOptions FASTEST = new EngineOptions(Map.of(), false, false);

    public EngineOptions {
        clocks = Map.copyOf(clocks);
        memories = Set.copyOf(memories);
    }

    /** Without memories that are visible by themselves. */
    public EngineOptions(Map<String, ClockRatio> clocks, boolean checks, boolean visibleState) {
        this(clocks, checks, visibleState, Set.of());
    }

    /** The same options, and these memories can be probed in any case. */
    public EngineOptions withMemories(String... paths) {
        return new EngineOptions(clocks, checks, visibleState, Set.of(paths));
    }

    /** Error where {@code memories} names one that is none of a design's. */
    public void requireMemories(Set<String> known) {
        for (String path : memories) {
            if (!known.contains(path)) {
                throw new UnknownPath("memory", path, known);
            }
        }
    }

    /** Whether the memory can be probed. */
    public boolean isVisibleMemory(String path) {
        return visibleState || memories.contains(path);
    }

    /**
     * A clock that ticks at the main clock's cycles {@code phase, phase + period, phase + 2 period ...}, together with the main
     * clock's edge of that cycle.
     */
    public record ClockRatio(int period, int phase) {
        public ClockRatio {
            if (period < 1 || phase < 0 || phase >= period) {
                throw new IllegalArgumentException("clock period " + period + ", phase " + phase
                        + ": period is at least 1 and phase below period");
            }
        }
    }
}

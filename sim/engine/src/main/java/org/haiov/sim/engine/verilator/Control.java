package org.haiov.sim.engine.verilator;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Comparator;
import java.util.List;

/**
 * The memory by which JVM and model agree on clocks, checks and rows: struct Control of shim.cpp and what it points to. All
 * members are 64 bits.
 */
final class Control {
    private static final long CYCLE = 0;
    private static final long FAILED_CHECK = 1;
    private static final long CLOCK_COUNT = 2;
    private static final long CLOCKS = 3;
    private static final long CHECK_COUNT = 4;
    private static final long CHECKS = 5;
    private static final int TABLE_MEMBERS = 6;
    private static final long STATE = 6;
    private static final long INPUTS = STATE + TABLE_MEMBERS;
    private static final long STATE_WORDS = INPUTS + TABLE_MEMBERS;
    private static final long INPUT_WORDS = STATE_WORDS + 1;
    private static final long MEMBERS = INPUT_WORDS + 1;
    private static final int CHECK_MEMBERS = 4;
    private static final int CHECK_HITS = 3;

    private final Arena arena;
    private final MemorySegment members;
    private MemorySegment checks;

    /**
     * @param net address
     * @param period cycles of the main clock
     */
    record Clock(long net, int period, int phase) {
    }

    /**
     * @param event address of a wire that is 1 when the check fails or the cover is reached
     * @param clock index into the clocks
     */
    record Watch(long event, int clock, boolean cover) {
    }

    /**
     * A value in a row.
     *
     * @param net address
     * @param bytes it takes in the model: 1, 2, 4, 8 or a multiple of 4
     * @param word first word in the row
     */
    record Slot(long net, int bytes, int word) {
        /** Bytes that Verilator gives a value. */
        static int bytes(int width) {
            return width <= 8 ? 1 : width <= 16 ? 2 : width <= 32 ? 4 : width <= 64 ? 8 : (width + 31) / 32 * 4;
        }

        private int group() {
            return bytes > 8 ? 4 : Integer.numberOfTrailingZeros(bytes);
        }
    }

    Control(Arena arena) {
        this.arena = arena;
        members = arena.allocate(JAVA_LONG, MEMBERS);
    }

    MemorySegment segment() {
        return members;
    }

    long cycle() {
        return get(CYCLE);
    }

    void cycle(long cycle) {
        set(CYCLE, cycle);
    }

    int failedCheck() {
        return (int) get(FAILED_CHECK);
    }

    /** How often a cover was reached. */
    long hits(int check) {
        return checks.getAtIndex(JAVA_LONG, (long) check * CHECK_MEMBERS + CHECK_HITS);
    }

    void hits(int check, long count) {
        checks.setAtIndex(JAVA_LONG, (long) check * CHECK_MEMBERS + CHECK_HITS, count);
    }

    /** @param clocks the main clock first */
    void clocks(List<Clock> clocks) {
        MemorySegment table = arena.allocate(JAVA_LONG, 3L * clocks.size());
        for (int i = 0; i < clocks.size(); i++) {
            Clock c = clocks.get(i);
            put(table, 3 * i, c.net, c.period, c.phase);
        }
        set(CLOCK_COUNT, clocks.size());
        set(CLOCKS, table.address());
    }

    void checks(List<Watch> watches) {
        checks = arena.allocate(JAVA_LONG, Math.max(1L, (long) CHECK_MEMBERS * watches.size()));
        for (int i = 0; i < watches.size(); i++) {
            Watch w = watches.get(i);
            put(checks, CHECK_MEMBERS * i, w.event, w.clock, w.cover ? 1 : 0);
        }
        set(CHECK_COUNT, watches.size());
        set(CHECKS, checks.address());
    }

    void state(List<Slot> slots, int words) {
        members.asSlice(8 * STATE, 8 * TABLE_MEMBERS).copyFrom(table(slots));
        set(STATE_WORDS, words);
    }

    /** The table of {@link #state}. */
    MemorySegment state() {
        return members.asSlice(8 * STATE, 8 * TABLE_MEMBERS);
    }

    void inputs(List<Slot> slots, int words) {
        members.asSlice(8 * INPUTS, 8 * TABLE_MEMBERS).copyFrom(table(slots));
        set(INPUT_WORDS, words);
    }

    /** A struct Table: where its fields are and, for each size, where those of the size end. */
    MemorySegment table(List<Slot> slots) {
        List<Slot> sorted = slots.stream().sorted(Comparator.comparingInt(Slot::group)).toList();
        MemorySegment fields = arena.allocate(JAVA_LONG, Math.max(1L, 3L * sorted.size()));
        long[] table = new long[TABLE_MEMBERS];
        table[0] = fields.address();
        for (int i = 0; i < sorted.size(); i++) {
            Slot s = sorted.get(i);
            put(fields, 3 * i, s.net, s.bytes, s.word);
            for (int group = s.group(); group < TABLE_MEMBERS - 1; group++) {
                table[1 + group]++;
            }
        }
        return arena.allocateFrom(JAVA_LONG, table);
    }

    private static void put(MemorySegment table, int index, long... values) {
        for (int i = 0; i < values.length; i++) {
            table.setAtIndex(JAVA_LONG, index + i, values[i]);
        }
    }

    private long get(long member) {
        return members.getAtIndex(JAVA_LONG, member);
    }

    private void set(long member, long value) {
        members.setAtIndex(JAVA_LONG, member, value);
    }
}

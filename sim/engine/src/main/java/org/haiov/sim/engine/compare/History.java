package org.haiov.sim.engine.compare;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.haiov.sim.engine.StateLayout;
import org.haiov.sim.engine.StateLayout.Field;
import org.haiov.sim.engine.StateLayout.Part;
import org.haiov.sim.engine.wave.TextWave;

/**
 * The rows of the cycles now being compared, and in front of them those of the last few cycles before.
 *
 * <pre>
 *   | kept: up to DEPTH rows, the newest last | batch |
 * </pre>
 */
final class History {
    /** Cycles shown before a difference. */
    private static final int DEPTH = 16;
    private final StateLayout layout;
    private final MemorySegment first;
    private final MemorySegment second;
    private final MemorySegment inputs;
    private int kept;

    History(StateLayout layout, int batch, Arena arena) {
        this.layout = layout;
        first = arena.allocate(stateBytes(DEPTH + batch), 8);
        second = arena.allocate(stateBytes(DEPTH + batch), 8);
        inputs = arena.allocate(inputBytes(DEPTH + batch), 8);
    }

    MemorySegment first(int rows) {
        return first.asSlice(stateBytes(DEPTH), stateBytes(rows));
    }

    MemorySegment second(int rows) {
        return second.asSlice(stateBytes(DEPTH), stateBytes(rows));
    }

    MemorySegment inputs(int rows) {
        return inputs.asSlice(inputBytes(DEPTH), inputBytes(rows));
    }

    /** The batch is done: its last rows become those before the next one. */
    void keep(int rows) {
        MemorySegment.copy(first, stateBytes(rows), first, 0, stateBytes(DEPTH));
        MemorySegment.copy(second, stateBytes(rows), second, 0, stateBytes(DEPTH));
        MemorySegment.copy(inputs, inputBytes(rows), inputs, 0, inputBytes(DEPTH));
        kept = Math.min(DEPTH, kept + rows);
    }

    /**
     * Draws the cycles up to a difference.
     *
     * @param start cycle of the batch's first row
     * @param row the batch's row with the difference
     * @param related fields shown below, from the first engine
     */
    String wave(long start, int row, Field field, List<Field> related, String label1, String label2) {
        int columns = Math.min(DEPTH, kept + row) + 1;
        TextWave wave = new TextWave(start + row + 1 - columns);
        int last = DEPTH + row;
        wave.add(field.path() + " (" + label1 + ")", field.width(), values(field, first, last, columns));
        wave.add(field.path() + " (" + label2 + ")", field.width(), values(field, second, last, columns));
        for (Field other : related) {
            wave.add(other.path(), other.width(), values(other, other.part() == Part.INPUT ? inputs : first, last, columns));
        }
        return wave.toString();
    }

    private List<BigInteger> values(Field field, MemorySegment rows, int last, int columns) {
        List<BigInteger> values = new ArrayList<>();
        for (int row = last - columns + 1; row <= last; row++) {
            values.add(field.value(rows, rows == inputs ? inputBytes(row) : stateBytes(row)));
        }
        return values;
    }

    private long stateBytes(long rows) {
        return 8 * rows * layout.stateWords();
    }

    private long inputBytes(long rows) {
        return 8 * rows * layout.inputWords();
    }
}

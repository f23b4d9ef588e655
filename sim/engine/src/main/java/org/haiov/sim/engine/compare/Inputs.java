package org.haiov.sim.engine.compare;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haiov.sim.engine.ProbeErrors;
import org.haiov.sim.engine.StateLayout;
import org.haiov.sim.engine.StateLayout.Field;
import org.haiov.sim.engine.UnknownPath;

/** The values of the top module's inputs for one cycle; what is not set stays as it was. */
public final class Inputs {
    private final List<Field> fields;
    private final Map<String, Integer> indices = new HashMap<>();
    private final long[] row;

    Inputs(StateLayout layout) {
        fields = layout.inputs();
        row = new long[layout.inputWords()];
        for (int i = 0; i < fields.size(); i++) {
            indices.put(fields.get(i).path(), i);
        }
    }

    /** Inputs there are. */
    public int count() {
        return fields.size();
    }

    /** Name of the input with that index. */
    public String name(int input) {
        return fields.get(input).path();
    }

    /** Bits of the input with that index. */
    public int width(int input) {
        return fields.get(input).width();
    }

    /** Index of an input, for {@link #set(int, long)}; error for an unknown one. */
    public int index(String input) {
        Integer index = indices.get(input);
        if (index == null) {
            throw new UnknownPath("input", input, indices.keySet());
        }
        return index;
    }

    public void set(String input, long value) {
        set(index(input), value);
    }

    /** Sets an input; of one above 64 bits the upper bits become 0. */
    public void set(int input, long value) {
        Field field = fields.get(input);
        if (field.width() < 64 && value >>> field.width() != 0) {
            throw ProbeErrors.doesNotFit(Long.toUnsignedString(value), field.path(), field.width());
        }
        row[field.offset()] = value;
        for (int i = 1; i < field.words(); i++) {
            row[field.offset() + i] = 0;
        }
    }

    public void set(String input, BigInteger value) {
        set(index(input), value);
    }

    public void set(int input, BigInteger value) {
        Field field = fields.get(input);
        if (value.signum() < 0 || value.bitLength() > field.width()) {
            throw ProbeErrors.doesNotFit(value.toString(), field.path(), field.width());
        }
        for (int i = 0; i < field.words(); i++) {
            row[field.offset() + i] = value.shiftRight(64 * i).longValue();
        }
    }

    /** Sets 64 bits of an input above 64 bits; bits beyond its width are left out. */
    void setWord(int input, int word, long value) {
        Field field = fields.get(input);
        int bits = Math.min(64, field.width() - 64 * word);
        row[field.offset() + word] = bits == 64 ? value : value & (1L << bits) - 1;
    }

    void copyTo(MemorySegment rows, long index) {
        MemorySegment.copy(row, 0, rows, JAVA_LONG, index * 8 * row.length, row.length);
    }
}

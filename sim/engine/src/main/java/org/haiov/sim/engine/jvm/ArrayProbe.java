package org.haiov.sim.engine.jvm;

import java.math.BigInteger;
import java.util.List;
import org.haiov.ir.HaiovException;
import org.haiov.ir.Memory;
import org.haiov.sim.engine.MemoryProbe;
import org.haiov.sim.engine.ProbeErrors;

/** A memory of a running design, in one array for each 64 bits of its words. */
final class ArrayProbe implements MemoryProbe {
    private final Memory memory;
    private final List<Object> columns;
    private final Runnable changed;

    /** @param columns {@code int[]} or {@code long[]} each, the lowest bits first */
    ArrayProbe(Memory memory, List<Object> columns, Runnable changed) {
        this.memory = memory;
        this.columns = columns;
        this.changed = changed;
    }

    @Override
    public String path() {
        return memory.name();
    }

    @Override
    public int width() {
        return memory.width();
    }

    @Override
    public int words() {
        return 1 << memory.addressWidth();
    }

    @Override
    public BigInteger read(int word) {
        check(word);
        BigInteger value = BigInteger.ZERO;
        for (int i = columns.size() - 1; i >= 0; i--) {
            value = value.shiftLeft(64).or(Words.unsigned(get(columns.get(i), word)));
        }
        return value;
    }

    @Override
    public void write(int word, BigInteger value) {
        check(word);
        if (value.signum() < 0 || value.bitLength() > memory.width()) {
            throw tooWide(value.toString());
        }
        for (int i = 0; i < columns.size(); i++) {
            set(columns.get(i), word, value.shiftRight(64 * i).longValue());
        }
        changed.run();
    }

    @Override
    public long readLong(int word) {
        check(word);
        if (memory.width() > 64) {
            throw ProbeErrors.tooWideForLong(path(), memory.width());
        }
        return get(columns.getFirst(), word);
    }

    @Override
    public void writeLong(int word, long value) {
        check(word);
        if (memory.width() < 64 && value >>> memory.width() != 0) {
            throw tooWide(Long.toUnsignedString(value));
        }
        for (int i = 0; i < columns.size(); i++) {
            set(columns.get(i), word, i == 0 ? value : 0);
        }
        changed.run();
    }

    @Override
    public void readLongs(int word, long[] into, int from, int count) {
        if (memory.width() != 64) {
            MemoryProbe.super.readLongs(word, into, from, count);
        } else if (count > 0) {
            check(word);
            check(word + count - 1);
            System.arraycopy(columns.getFirst(), word, into, from, count);
        }
    }

    @Override
    public void writeLongs(int word, long[] values, int from, int count) {
        if (memory.width() != 64) {
            MemoryProbe.super.writeLongs(word, values, from, count);
        } else if (count > 0) {
            check(word);
            check(word + count - 1);
            System.arraycopy(values, from, columns.getFirst(), word, count);
            changed.run();
        }
    }

    private void check(int word) {
        if (word < 0 || word >= words()) {
            throw ProbeErrors.noWord(path(), words(), word);
        }
    }

    private HaiovException tooWide(String value) {
        return ProbeErrors.doesNotFit(value, path(), memory.width());
    }

    private static long get(Object column, int word) {
        return column instanceof int[] ints ? ints[word] & 0xffffffffL : ((long[]) column)[word];
    }

    private static void set(Object column, int word, long value) {
        if (column instanceof int[] ints) {
            ints[word] = (int) value;
        } else {
            ((long[]) column)[word] = value;
        }
    }
}

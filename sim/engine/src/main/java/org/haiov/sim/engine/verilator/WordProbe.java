package org.haiov.sim.engine.verilator;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import org.haiov.ir.Memory;
import org.haiov.sim.engine.MemoryProbe;
import org.haiov.sim.engine.ProbeErrors;

/** A memory of a running model. */
final class WordProbe implements MemoryProbe {
    private final VerilatorSimulation simulation;
    private final Memory memory;
    private final MemorySegment words;

    WordProbe(VerilatorSimulation simulation, Memory memory, MemorySegment words) {
        this.simulation = simulation;
        this.memory = memory;
        this.words = words;
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
        return cell(word).getBig();
    }

    @Override
    public void write(int word, BigInteger value) {
        cell(word).requireFits(path(), value);
        cell(word).setBig(value);
        simulation.stateChanged();
    }

    @Override
    public long readLong(int word) {
        cell(word).requireLong(path());
        return cell(word).get();
    }

    @Override
    public void writeLong(int word, long value) {
        if (width() > 64) {
            write(word, BigInteger.valueOf(value));
            return;
        }
        cell(word).requireFits(path(), value);
        cell(word).set(value);
        simulation.stateChanged();
    }

    @Override
    public void readLongs(int word, long[] into, int from, int count) {
        if (width() != 64) {
            MemoryProbe.super.readLongs(word, into, from, count);
        } else if (count > 0) {
            check(word);
            check(word + count - 1);
            MemorySegment.copy(words, JAVA_LONG, 8L * word, into, from, count);
        }
    }

    @Override
    public void writeLongs(int word, long[] values, int from, int count) {
        if (width() != 64) {
            MemoryProbe.super.writeLongs(word, values, from, count);
        } else if (count > 0) {
            check(word);
            check(word + count - 1);
            MemorySegment.copy(values, from, words, JAVA_LONG, 8L * word, count);
            simulation.stateChanged();
        }
    }

    private void check(int word) {
        if (word < 0 || word >= words()) {
            throw ProbeErrors.noWord(path(), words(), word);
        }
    }

    private Cell cell(int word) {
        check(word);
        int bytes = Control.Slot.bytes(memory.width());
        return new Cell(words.asSlice((long) word * bytes, bytes), memory.width());
    }
}

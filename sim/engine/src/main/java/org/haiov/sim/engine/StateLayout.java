package org.haiov.sim.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.Register;

/**
 * Where each value stands in the row of 64-bit words that an engine gives out for comparison; the same for every engine.
 *
 * <pre>
 *   state row                                                              input row
 *   +-----------+-----------+----------------------------+---------+       +--------+
 *   | registers | read data | per memory, per write port | outputs |       | inputs |
 *   |           |           | enable address data [mask] |         |       |        |
 *   +-----------+-----------+----------------------------+---------+       +--------+
 * </pre>
 *
 * <p>A value of w bits takes {@code (w + 63) / 64} whole words in the machine's byte order, lowest word first, bits above w zero.
 * Registers, memories and ports stand in the order of the flat netlist. Everything is as just before the next edge: write ports
 * and outputs are those of the present inputs and registers, and a write port's address, data and mask count whatever its enable.
 *
 * @param state what a state row holds
 * @param stateWords words of a state row
 * @param inputs what an input row holds: every input of the top module that is not a clock
 * @param inputWords words of an input row
 */
public record StateLayout(List<Field> state, int stateWords, List<Field> inputs, int inputWords) {
    /** What a field is. */
    public enum Part {
        REGISTER, READ_DATA, WRITE_ENABLE, WRITE_ADDRESS, WRITE_DATA, WRITE_MASK, OUTPUT, INPUT
    }

    /**
     * @param path the signal's path; for a part of a write port {@code <memory>.w<port>.enable}, {@code .address}, {@code .data},
     *     {@code .mask}
     * @param width bits
     * @param offset first word in its row
     */
    public record Field(String path, Part part, int width, int offset) {
        public int words() {
            return (width + 63) / 64;
        }

        /** The field's value, unsigned, in the row that starts at byte {@code start}. */
        public BigInteger value(MemorySegment rows, long start) {
            BigInteger value = BigInteger.ZERO;
            for (int i = words() - 1; i >= 0; i--) {
                long word = rows.get(ValueLayout.JAVA_LONG, start + 8L * (offset + i));
                BigInteger low = BigInteger.valueOf(word & Long.MAX_VALUE);
                value = value.shiftLeft(64).or(word < 0 ? low.setBit(63) : low);
            }
            return value;
        }
    }

    public StateLayout {
        state = List.copyOf(state);
        inputs = List.copyOf(inputs);
    }

    /** The layout of a netlist without hierarchy, as {@link org.haiov.passes.Flatten} makes it. */
    public static StateLayout of(ModuleIr flat) {
        Row state = new Row();
        for (Register r : flat.registers()) {
            state.add(r.net().name(), Part.REGISTER, r.net().width());
        }
        for (Memory m : flat.memories()) {
            for (Memory.ReadPort r : m.reads()) {
                if (r.synchronous()) {
                    state.add(r.data().name(), Part.READ_DATA, m.width());
                }
            }
        }
        for (Memory m : flat.memories()) {
            for (int i = 0; i < m.writes().size(); i++) {
                Memory.WritePort w = m.writes().get(i);
                String port = m.name() + ".w" + i;
                state.add(port + ".enable", Part.WRITE_ENABLE, 1);
                state.add(port + ".address", Part.WRITE_ADDRESS, m.addressWidth());
                state.add(port + ".data", Part.WRITE_DATA, m.width());
                if (w.mask() != null) {
                    state.add(port + ".mask", Part.WRITE_MASK, w.mask().width());
                }
            }
        }
        Row inputs = new Row();
        for (Net port : flat.ports()) {
            if (port.kind() == Net.Kind.OUTPUT) {
                state.add(port.name(), Part.OUTPUT, port.width());
            } else if (port.kind() == Net.Kind.INPUT) {
                inputs.add(port.name(), Part.INPUT, port.width());
            }
        }
        return new StateLayout(state.fields, state.words, inputs.fields, inputs.words);
    }

    private static final class Row {
        private final List<Field> fields = new ArrayList<>();
        private int words;

        void add(String path, Part part, int width) {
            Field field = new Field(path, part, width, words);
            fields.add(field);
            words += field.words();
        }
    }
}

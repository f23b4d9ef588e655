package org.haiov.sim.golden.machine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a flattened device tree (Devicetree Specification 0.3, chapter 5), version 17. */
final class FlattenedTree {
    private static final int MAGIC = 0xD00DFEED;
    private static final int HEADER = 40;
    private static final int RESERVATIONS = 16; // one empty entry ends the list
    private static final int BEGIN_NODE = 1;
    private static final int END_NODE = 2;
    private static final int PROPERTY = 3;
    private static final int END = 9;

    private final ByteArrayOutputStream structure = new ByteArrayOutputStream();
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final Map<String, Integer> stringOffsets = new LinkedHashMap<>();
    private int depth;

    FlattenedTree begin(String node) {
        word(BEGIN_NODE);
        structure.writeBytes((node + "\0").getBytes(StandardCharsets.UTF_8));
        pad();
        depth++;
        return this;
    }

    FlattenedTree end() {
        word(END_NODE);
        depth--;
        return this;
    }

    FlattenedTree empty(String property) {
        return bytes(property, new byte[0]);
    }

    /** 32-bit cells. */
    FlattenedTree cells(String property, long... cells) {
        ByteBuffer value = ByteBuffer.allocate(4 * cells.length);
        for (long cell : cells) {
            value.putInt((int) cell);
        }
        return bytes(property, value.array());
    }

    /** Pairs of address and size, each in two cells. */
    FlattenedTree ranges(String property, long... numbers) {
        ByteBuffer value = ByteBuffer.allocate(8 * numbers.length);
        for (long number : numbers) {
            value.putLong(number);
        }
        return bytes(property, value.array());
    }

    /** One string or a list of them. */
    FlattenedTree text(String property, String... texts) {
        return bytes(property, (String.join("\0", texts) + "\0").getBytes(StandardCharsets.UTF_8));
    }

    private FlattenedTree bytes(String property, byte[] value) {
        word(PROPERTY);
        word(value.length);
        word(stringOffsets.computeIfAbsent(property, name -> {
            int offset = strings.size();
            strings.writeBytes((name + "\0").getBytes(StandardCharsets.UTF_8));
            return offset;
        }));
        structure.writeBytes(value);
        pad();
        return this;
    }

    private void word(int value) {
        structure.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
    }

    private void pad() {
        while (structure.size() % 4 != 0) {
            structure.write(0);
        }
    }

    byte[] build() {
        if (depth != 0) {
            throw new IllegalStateException(depth + " nodes are still open");
        }
        word(END);
        int structureAt = HEADER + RESERVATIONS;
        int stringsAt = structureAt + structure.size();
        int total = stringsAt + strings.size();
        ByteBuffer blob = ByteBuffer.allocate(total);
        blob.putInt(MAGIC).putInt(total).putInt(structureAt).putInt(stringsAt).putInt(HEADER).putInt(17).putInt(16).putInt(0)
                .putInt(strings.size()).putInt(structure.size());
        blob.position(structureAt).put(structure.toByteArray()).put(strings.toByteArray());
        return blob.array();
    }
}

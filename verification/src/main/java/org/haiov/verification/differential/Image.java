package org.haiov.verification.differential;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/** The memory image of a number of random programs, as software/tests/differential runs them. */
public final class Image {
    private static final long ALL = -1;

    private final ByteBuffer bytes;

    /**
     * @param seed of the first program; the others follow
     * @param programs how many
     */
    public Image(long seed, int programs) {
        bytes = ByteBuffer.allocate((int) (Layout.SLOTS - Layout.HEADER) + programs * Layout.SLOT_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(0, programs).putLong(8, ALL);
        for (int i = 0; i < programs; i++) {
            ByteBuffer slot = bytes.slice((int) (Layout.SLOTS - Layout.HEADER) + i * Layout.SLOT_SIZE, Layout.SLOT_SIZE).order(ByteOrder.LITTLE_ENDIAN);
            new RandomProgram(new SplittableRandom(seed + i), slot, Layout.SLOTS + (long) i * Layout.SLOT_SIZE).generate();
        }
    }

    /** Runs program {@code number} alone, and shows all that it leaves behind. */
    public Image only(int number) {
        bytes.putLong(8, number);
        return this;
    }

    /** Makes program {@code number} end at once: one that loops for ever, say. */
    public Image skip(int number) {
        bytes.putInt((int) (Layout.SLOTS - Layout.HEADER) + number * Layout.SLOT_SIZE, Words.j(0, Layout.END));
        return this;
    }

    /** Physical address of the first byte. */
    public static long address() {
        return Layout.HEADER;
    }

    public byte[] bytes() {
        return bytes.array();
    }
}

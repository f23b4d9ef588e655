package org.haiov.verification.differential;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The memory of a number of random programs, as software/tests/differential runs them: before, or after they have run. */
public final class Image {
    /** Slots of an image. */
    static final int SLOTS = 256;

    private static final int HEADER = (int) (Layout.SLOTS - Layout.HEADER);

    private final ByteBuffer bytes;

    /** Each program goes into the slot that its seed names, so that it is the same program whatever runs beside it. */
    Image(List<Case> cases) {
        int slots = cases.stream().mapToInt(Image::slot).max().orElse(-1) + 1;
        bytes = ByteBuffer.allocate(size(slots)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(0, slots).putLong(16, -1);
        for (int i = 0; i < slots; i++) {
            slot(i).putInt(Layout.END, Words.match("ecall"));
            skip(i);
        }
        for (Case c : cases) {
            int slot = slot(c);
            new RandomProgram(c.seed(), c.focus(), c.qemu(), slot(slot), address(slot)).generate();
        }
    }

    /** The slot of a program. */
    static int slot(Case c) {
        return (int) (c.seed() & SLOTS - 1);
    }

    /** What a run has left. */
    Image(ByteBuffer bytes) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Physical address where {@link #array} goes. */
    public static long start() {
        return Layout.HEADER;
    }

    /** So many programs, the first with seed {@code seed}, a multiple of the number of slots, 256. */
    public static Image of(long seed, int programs) {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < programs; i++) {
            cases.add(new Case(seed + i, Focus.values()[i % Focus.values().length], true));
        }
        return new Image(cases);
    }

    static int size(int programs) {
        return HEADER + programs * Layout.SLOT_SIZE;
    }

    /** Physical address of program {@code number}. */
    static long address(int number) {
        return Layout.SLOTS + (long) number * Layout.SLOT_SIZE;
    }

    /** The slot of program {@code number}. */
    ByteBuffer slot(int number) {
        return bytes.slice(HEADER + number * Layout.SLOT_SIZE, Layout.SLOT_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    }

    int programs() {
        return (int) bytes.getLong(0);
    }

    /** Programs that have ended. */
    int ended() {
        return (int) bytes.getLong(8);
    }

    /** At trap {@code number} of each program all registers are written down. */
    void probe(int number) {
        bytes.putLong(16, number);
    }

    /** Makes program {@code number} end at once. */
    void skip(int number) {
        slot(number).putInt(0, Words.j(0, Layout.END));
    }

    public byte[] array() {
        return bytes.array();
    }
}

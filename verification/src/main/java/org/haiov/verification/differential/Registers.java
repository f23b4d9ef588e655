package org.haiov.verification.differential;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** Random values: for registers, which are data but for those that hold addresses, and for memory. */
final class Registers {
    private static final long[] SPECIAL = {0, 1, -1, 2, 0x7FFFFFFF, 0x80000000L, 0xFFFFFFFFL, Long.MIN_VALUE, Long.MAX_VALUE, -2, 0xFFFFFFFF80000000L};

    private final RandomGenerator random;

    Registers(RandomGenerator random) {
        this.random = random;
    }

    void write(ByteBuffer slot, int block, Phase phase) {
        for (int i = 1; i < 32; i++) {
            slot.putLong(block + 8 * i, start(i, phase));
        }
    }

    private long start(int register, Phase phase) {
        if (register == Phase.BACK) {
            return phase.base + Layout.END;
        }
        if (register == Phase.STACK) {
            return own(phase) & ~0x800; // compressed stores reach up to 504 bytes on: not out of the data into the tables
        }
        if (register >= Phase.BASES && register < Phase.BASES_END) {
            return own(phase);
        }
        if (register >= Phase.GUEST_BASES && register < Phase.GUEST_BASES + 4) {
            return phase.translated || phase.guestTranslated() ? any(phase, true) : data(phase);
        }
        return value();
    }

    long value() {
        return switch (random.nextInt(4)) {
            case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
            case 1 -> random.nextInt(256) - 128;
            case 2 -> random.nextInt();
            default -> random.nextLong();
        };
    }

    /** An address for loads and stores of the phase's mode: of the program's data where it is not translated. */
    private long own(Phase phase) {
        if (phase.translated && random.nextInt(3) != 0) {
            return any(phase, false);
        }
        return random.nextInt(24) == 0 ? Layout.NOWHERE + 0x800 : data(phase);
    }

    /** Not near the end of a page: of a store that crosses into a page that is nowhere QEMU does the first part. */
    private long data(Phase phase) {
        long data = phase.base + Layout.DATA + random.nextInt(Layout.DATA_SIZE / 4096) * 4096 + 136 + random.nextInt(4096 - 400);
        return random.nextInt(8) == 0 && !phase.alignedOnly() ? data : data & -8;
    }

    /** An address to be translated. The bits that choose a place in a large leaf are those of the program's data, so that it does not read other programs'. */
    private long any(Phase phase, boolean code) {
        long data = data(phase);
        long address = anywhere(phase, data);
        // A jump into the code would meet half a sequence; QEMU's translation of a code page that M-mode has fetched from is used under MPRV, too.
        boolean own = address - phase.base >= 0 && address - phase.base < Layout.DATA;
        return own && (!code || phase.qemu && phase.mode == Mode.M) ? data : address;
    }

    private long anywhere(Phase phase, long data) {
        long base = phase.base;
        return switch (random.nextInt(14)) {
            case 0 -> phase.wideAddress() ? data ^ 1L << 41 + random.nextInt(23) : data; // not bit 40, which QEMU's G-stage refuses
            case 1 -> data & (1L << 30) - 1 | (long) random.nextInt(512) << 30;
            case 2 -> !phase.anyAddress() ? data : data & (1L << 30) - 1 | (phase.qemu || random.nextBoolean() ? -1L << 38 | (long) random.nextInt(256) << 30 : 1L << 40);
            case 3, 4 -> data & -1L << 30 | data & (1L << 21) - 1 | (long) random.nextInt(512) << 21;
            case 5 -> random.nextInt(3) == 0 && !phase.qemu ? data | 4095 : data;
            case 6 -> base + random.nextInt(Layout.DATA) & (phase.qemu ? -8 : -1); // code
            case 7, 8 -> data;
            default -> data & 0xFFF | base & -1L << 21 | (long) random.nextInt(512) << 12;
        };
    }
}

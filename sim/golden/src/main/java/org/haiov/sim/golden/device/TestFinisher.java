package org.haiov.sim.golden.device;

import java.util.function.IntConsumer;

/** {@code sifive_test}: a program ends itself by a write. Accesses of 2 and 4 bytes, as QEMU has it. */
public final class TestFinisher implements Device {
    private static final int PASS = 0x5555;
    private static final int FAIL = 0x3333;
    private static final int RESET = 0x7777;

    private final IntConsumer exit;
    private final Runnable reset;

    /** @param exit told the exit code: 0 for pass, bits 31:16 of the write for fail */
    public TestFinisher(IntConsumer exit, Runnable reset) {
        this.exit = exit;
        this.reset = reset;
    }

    @Override
    public long load(long offset, int size) {
        requireSize(size);
        return 0;
    }

    @Override
    public void store(long offset, int size, long value) {
        requireSize(size);
        if (offset != 0) {
            return;
        }
        int code = size == 4 ? (int) (value >>> 16) & 0xFFFF : 0;
        switch ((int) value & 0xFFFF) {
            case PASS -> exit.accept(0);
            case FAIL -> exit.accept(code);
            case RESET -> reset.run();
            default -> { }
        }
    }

    private static void requireSize(int size) {
        if (size != 2 && size != 4) {
            throw BusFault.INSTANCE;
        }
    }
}

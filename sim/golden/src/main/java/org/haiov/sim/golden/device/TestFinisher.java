package org.haiov.sim.golden.device;

import java.util.function.IntConsumer;

/** {@code sifive_test}: a program ends itself by a write. */
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
        return 0;
    }

    @Override
    public void store(long offset, int size, long value) {
        if (offset != 0) {
            return;
        }
        switch ((int) value & 0xFFFF) {
            case PASS -> exit.accept(0);
            case FAIL -> exit.accept((int) (value >>> 16) & 0xFFFF);
            case RESET -> reset.run();
            default -> { }
        }
    }
}

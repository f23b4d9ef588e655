package org.haiov.sim.golden.device;

import java.util.List;

/** SiFive CLINT: software interrupts, timer compares and time of the M-level (SiFive FU540 manual, chapter 9). */
public final class Clint implements Device {
    /** What it reaches of a hart. */
    public interface Port {
        boolean software();

        void software(boolean pending);

        long compare();

        void compare(long ticks);
    }

    /** The time base. */
    public interface Clock {
        long ticks();

        void ticks(long ticks);
    }

    private static final long MTIMECMP = 0x4000;
    private static final long MTIME = 0xBFF8;

    private final List<? extends Port> harts;
    private final Clock clock;

    public Clint(List<? extends Port> harts, Clock clock) {
        this.harts = List.copyOf(harts);
        this.clock = clock;
    }

    /** Registers are read and written in words of 4 bytes, or in one piece; what is no register reads 0. */
    @Override
    public long load(long offset, int size) {
        if (size < 4) {
            throw BusFault.INSTANCE;
        }
        if (offset < MTIMECMP) {
            return software(offset) | (size == 8 ? software(offset + 4) << 32 : 0);
        }
        long value = doubleword(offset & -8);
        return size == 8 ? value : value >>> 8 * (offset & 4) & 0xFFFFFFFFL;
    }

    @Override
    public void store(long offset, int size, long value) {
        if (size < 4) {
            throw BusFault.INSTANCE;
        }
        if (offset < MTIMECMP) {
            software(offset, value);
            if (size == 8) {
                software(offset + 4, value >>> 32);
            }
            return;
        }
        if (size == 4) {
            long old = doubleword(offset & -8);
            int shift = 8 * (int) (offset & 4);
            value = old & ~(0xFFFFFFFFL << shift) | (value & 0xFFFFFFFFL) << shift;
        }
        doubleword(offset & -8, value);
    }

    private long software(long offset) {
        return offset / 4 < harts.size() && harts.get((int) offset / 4).software() ? 1 : 0;
    }

    private void software(long offset, long value) {
        if (offset / 4 < harts.size()) {
            harts.get((int) offset / 4).software((value & 1) != 0);
        }
    }

    private long doubleword(long offset) {
        long hart = (offset - MTIMECMP) / 8;
        return offset == MTIME ? clock.ticks() : hart < harts.size() ? harts.get((int) hart).compare() : 0;
    }

    private void doubleword(long offset, long value) {
        long hart = (offset - MTIMECMP) / 8;
        if (offset == MTIME) {
            clock.ticks(value);
        } else if (hart < harts.size()) {
            harts.get((int) hart).compare(value);
        }
    }
}

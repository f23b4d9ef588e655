package org.haiov.sim.golden.state;

/** The time of a machine: one tick for every so many cycles. */
public final class TimeBase {
    private final int cyclesPerTick;
    private long offset;

    public TimeBase(int cyclesPerTick) {
        if (cyclesPerTick < 1) {
            throw new IllegalArgumentException("cyclesPerTick = " + cyclesPerTick + ": must be at least 1");
        }
        this.cyclesPerTick = cyclesPerTick;
    }

    /** Ticks at machine cycle {@code cycles}. */
    public long time(long cycles) {
        return cycles / cyclesPerTick + offset;
    }

    /** Makes the time at machine cycle {@code cycles} {@code ticks}. */
    public void set(long cycles, long ticks) {
        offset = ticks - cycles / cyclesPerTick;
    }

    /** First cycle, not before {@code cycles}, at which the time is {@code ticks} or later (unsigned); Long.MAX_VALUE where it is too far. */
    public long reaches(long cycles, long ticks) {
        long now = time(cycles);
        if (Long.compareUnsigned(now, ticks) >= 0) {
            return cycles;
        }
        long ahead = ticks - now;
        if (ahead < 0 || ahead > (Long.MAX_VALUE - cycles) / cyclesPerTick) {
            return Long.MAX_VALUE;
        }
        return (cycles / cyclesPerTick + ahead) * cyclesPerTick;
    }
}

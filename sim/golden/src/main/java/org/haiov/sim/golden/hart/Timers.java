package org.haiov.sim.golden.hart;

import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Interrupt;
import org.haiov.sim.golden.state.TimeBase;

/** Comparators of a hart: mtimecmp of the CLINT, stimecmp and vstimecmp of Sstc (chapters 2 and 4). */
final class Timers {
    private static final long STCE = 1L << 63;

    private final HartState s;
    private final TimeBase time;
    private long machineCompare = -1;

    Timers(HartState state, TimeBase time) {
        this.s = state;
        this.time = time;
    }

    long machineCompare() {
        return machineCompare;
    }

    void machineCompare(long ticks) {
        machineCompare = ticks;
        s.timersChanged();
    }

    /** Sets the timers' pending bits for now; the cycle, later than now, at which one of them changes next, or Long.MAX_VALUE. */
    long update() {
        boolean supervisor = s.options.sstc() && (s.menvcfg & STCE) != 0;
        boolean guest = supervisor && s.options.hypervisor() && (s.henvcfg & STCE) != 0;
        long next = compare(Interrupt.MTI, true, 0, machineCompare);
        next = Math.min(next, compare(Interrupt.STI, supervisor, 0, s.stimecmp));
        return Math.min(next, compare(Interrupt.VSTI, guest, s.htimedelta, s.vstimecmp));
    }

    private long compare(long bit, boolean there, long delta, long ticks) {
        long now = time.time(s.cycles) + delta;
        boolean pending = there && Long.compareUnsigned(now, ticks) >= 0;
        s.line(bit, pending);
        if (!there || pending) {
            // A time that has passed its comparator falls below it again only by wrapping, which no run lasts for.
            return Long.MAX_VALUE;
        }
        long ahead = ticks - now;
        return ahead < 0 ? Long.MAX_VALUE : time.reaches(s.cycles, time.time(s.cycles) + ahead);
    }
}

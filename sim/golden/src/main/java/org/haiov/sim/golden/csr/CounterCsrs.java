package org.haiov.sim.golden.csr;

import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.TimeBase;

/** Counters (P 3.1.10 to 3.1.12, Zicntr). Cycles are the machine's; there is no event counter, so mhpmcounter3 to 31 are read-only zero. */
final class CounterCsrs {
    private static final int CY = 0;
    private static final int TM = 1;
    private static final int IR = 2;
    private static final int ENABLES = 1 << CY | 1 << TM | 1 << IR;
    private static final int INHIBITS = 1 << CY | 1 << IR;

    private CounterCsrs() {}

    static void define(CsrFile file, HartState s, TimeBase time) {
        file.define("mcycle", () -> cycle(s), v -> s.cycleOffset = inhibited(s, CY) ? v : v - s.cycles);
        // "the written value will be the value read by the following instruction": the write itself is not counted (P 3.1.10).
        file.define("minstret", () -> instret(s), v -> s.retiredOffset = inhibited(s, IR) ? v : v - s.retired - 1);
        file.define("cycle", () -> cycle(s), v -> { }).guard(Guard.counter(CY));
        file.define("instret", () -> instret(s), v -> { }).guard(Guard.counter(IR));
        file.define("time", () -> time.time(s.cycles) + (s.virtual ? s.htimedelta : 0), v -> { }).guard(Guard.counter(TM));
        for (int i = 3; i < 32; i++) {
            file.constant("mhpmcounter" + i, 0);
            file.constant("mhpmevent" + i, 0);
            file.constant("hpmcounter" + i, 0).guard(Guard.counter(i));
        }
        file.define("mcounteren", () -> s.mcounteren, v -> s.mcounteren = (int) v & ENABLES);
        file.define("scounteren", () -> s.scounteren, v -> s.scounteren = (int) v & ENABLES);
        file.define("mcountinhibit", () -> s.mcountinhibit, v -> inhibit(s, (int) v & INHIBITS));
    }

    private static boolean inhibited(HartState s, int bit) {
        return (s.mcountinhibit >>> bit & 1) != 0;
    }

    private static long cycle(HartState s) {
        return inhibited(s, CY) ? s.cycleOffset : s.cycles + s.cycleOffset;
    }

    private static long instret(HartState s) {
        return inhibited(s, IR) ? s.retiredOffset : s.retired + s.retiredOffset;
    }

    private static void inhibit(HartState s, int now) {
        long cycle = cycle(s);
        long instret = instret(s);
        s.mcountinhibit = now;
        s.cycleOffset = inhibited(s, CY) ? cycle : cycle - s.cycles;
        s.retiredOffset = inhibited(s, IR) ? instret : instret - s.retired;
    }
}

package org.haiov.sim.golden.hcs;

import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Interrupt;
import org.haiov.sim.golden.state.Privilege;
import org.haiov.sim.golden.state.XhaiovState;

/** Interrupt 26: a handler waits for the hart and does not get on by itself (docs/xhaiov.md, section 5). */
final class Doorbell {
    private final HartState s;
    private final XhaiovState v;

    Doorbell(HartState state) {
        this.s = state;
        this.v = state.xhaiov;
    }

    /** Drives sip[26]; the cycle at which it rises by itself, Long.MAX_VALUE for never. */
    long update() {
        boolean rings = false;
        long rises = Long.MAX_VALUE;
        if (s.xhaiovEnabled && v.waiting()) {
            // Having rung in WFI it goes on ringing when the hart has woken up, until the hart leaves HS and M or nothing waits.
            v.elapsed |= s.waiting && s.privilege == Privilege.S && !s.virtual;
            long due = v.kernelSince + s.options.doorbellCycles();
            boolean waited = v.kernel && (v.elapsed || s.cycles >= due);
            rings = !v.uve || waited;
            rises = rings || !v.kernel ? Long.MAX_VALUE : due;
        } else {
            v.elapsed = false;
        }
        s.line(Interrupt.DOORBELL, rings || s.xhaiovEnabled && v.parked && !v.resume);
        return rises;
    }
}

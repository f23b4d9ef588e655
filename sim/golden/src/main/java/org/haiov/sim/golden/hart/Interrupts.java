package org.haiov.sim.golden.hart;

import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Interrupt;
import org.haiov.sim.golden.state.Privilege;
import org.haiov.sim.golden.state.Status;

/** Which interrupt is taken before the next instruction (Privileged 3.1.9, 4.1.3, 8.4.2). */
final class Interrupts {
    /** No interrupt. */
    static final int NONE = -1;

    private final HartState s;

    Interrupts(HartState state) {
        this.s = state;
    }

    /** Code of the interrupt that is taken now, or {@link #NONE}: those for M first, then HS, then VS. */
    int next() {
        long ready = s.pending() & s.mie;
        if (ready == 0) {
            return NONE;
        }
        long machine = machine(ready);
        long supervisor = supervisor(ready);
        return machine != 0 ? first(machine) : supervisor != 0 ? first(supervisor) : first(guest(ready));
    }

    /** Whether the interrupt {@code code} may be taken now, be it the first or not. */
    boolean mayTake(int code) {
        long ready = s.pending() & s.mie;
        return ((machine(ready) | supervisor(ready) | guest(ready)) >>> code & 1) != 0;
    }

    /** Whether WFI ends: an enabled interrupt pends, whatever the global enables and delegation say (3.3.3). */
    boolean wakes() {
        return (s.pending() & s.mie) != 0;
    }

    private long machine(long ready) {
        boolean enabled = s.privilege != Privilege.M || (s.mstatus & Status.MIE) != 0;
        return enabled ? ready & ~s.mideleg : 0;
    }

    private long supervisor(long ready) {
        boolean enabled = s.virtual || s.privilege == Privilege.U || s.privilege == Privilege.S && (s.mstatus & Status.SIE) != 0;
        return enabled ? ready & s.mideleg & ~s.hideleg : 0;
    }

    private long guest(long ready) {
        boolean enabled = s.virtual && (s.privilege == Privilege.U || (s.vsstatus & Status.SIE) != 0);
        return enabled ? ready & s.mideleg & s.hideleg : 0;
    }

    private static int first(long interrupts) {
        for (int code : Interrupt.ORDER) {
            if ((interrupts >>> code & 1) != 0) {
                return code;
            }
        }
        return NONE;
    }
}

package org.haiov.sim.golden.hart;

import org.haiov.facts.Facts;
import org.haiov.sim.golden.hcs.XhaiovUnit;
import org.haiov.sim.golden.state.Cause;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Interrupt;
import org.haiov.sim.golden.state.Privilege;
import org.haiov.sim.golden.state.Status;

/** What happens before the next instruction: interrupts (Privileged 3.1.9, 4.1.3, 8.4.2) and what Xhaiov adds to them. */
public final class Interrupts {
    /** No interrupt. */
    public static final int NONE = -1;
    /** A handler of user VIs is entered, for the first time or again. */
    public static final int USER_VI = 24;
    /** VS-level interrupt 25, a code of its own here because 25 is that of HS. */
    public static final int GUEST_VI = 64 + 25;
    /** No interrupt: the limit of the handler of a user VI runs out. */
    public static final int LIMIT = 128;
    static final int GUEST_VI_CAUSE = Facts.interrupt("supervisor VI");

    private final HartState s;
    private final XhaiovUnit xhaiov;

    Interrupts(HartState state, XhaiovUnit xhaiov) {
        this.s = state;
        this.xhaiov = xhaiov;
    }

    /** What is taken now, or {@link #NONE}: a limit, interrupts for M, for HS, user VIs, interrupts for VS (Xhaiov 2). */
    int next() {
        if (xhaiov.contexts().expired()) {
            return LIMIT;
        }
        long ready = s.pending() & s.mie;
        long machine = machine(ready);
        if (machine != 0) {
            return first(machine);
        }
        long supervisor = supervisor(ready);
        if (supervisor != 0) {
            return first(supervisor);
        }
        if (xhaiov.contexts().due()) {
            return USER_VI;
        }
        int guest = first(guest(ready));
        return guest == NONE && guestVi() ? GUEST_VI : guest;
    }

    /** Whether {@code code} may be taken now, be it the first or not. A limit counts as run out when an implementation says so. */
    boolean mayTake(int code) {
        if (code > 63 || code == USER_VI) {
            return switch (code) {
                case USER_VI -> xhaiov.contexts().due();
                case GUEST_VI -> guestVi();
                case LIMIT -> s.xhaiov.active && s.xhaiov.limited;
                default -> false;
            };
        }
        long ready = s.pending() & s.mie;
        return ((machine(ready) | supervisor(ready) | guest(ready)) >>> code & 1) != 0;
    }

    /** For messages. */
    static String name(int code) {
        return switch (code) {
            case GUEST_VI -> "VS VI interrupt";
            case LIMIT -> "limit of the handler";
            default -> Cause.name(Cause.INTERRUPT | code);
        };
    }

    private boolean guestVi() {
        return xhaiov.guestInterrupt() && s.virtual && (s.privilege == Privilege.U || (s.vsstatus & Status.SIE) != 0);
    }

    /** Whether WFI ends: an enabled interrupt pends, whatever the global enables and delegation say (3.3.3). */
    boolean wakes() {
        return (s.pending() & s.mie) != 0 || xhaiov.wakes();
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

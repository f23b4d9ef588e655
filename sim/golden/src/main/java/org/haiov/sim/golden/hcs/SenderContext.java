package org.haiov.sim.golden.hcs;

import org.haiov.facts.Csr;
import org.haiov.facts.Facts;
import org.haiov.facts.Field;
import org.haiov.sim.golden.state.Cause;
import org.haiov.sim.golden.state.HartState;

/** hvictx and uvictx: in whose name requests are sent, and the part of the map that they may name (docs/xhaiov.md, section 4). */
public final class SenderContext {
    private static final Csr GUEST = Facts.csr("hvictx");
    private static final Csr USER = Facts.csr("uvictx");
    private static final Field EN = GUEST.field("EN");
    private static final Field VCPU = GUEST.field("vCPU");
    private static final Field VSE = GUEST.field("VSE");
    private static final Field SLOT = GUEST.field("slot");
    private static final Field LIMIT = GUEST.field("limit");
    private static final Field BASE = GUEST.field("base");
    private static final long GUEST_BITS = bits(GUEST);
    private static final long USER_BITS = bits(USER);

    private SenderContext() {}

    private static long bits(Csr csr) {
        return csr.fields().stream().mapToLong(Field::mask).reduce(0, (a, b) -> a | b);
    }

    /** What hvictx keeps of a write. */
    public static long ofGuest(long value) {
        return value & GUEST_BITS;
    }

    /** What uvictx keeps of a write. */
    public static long ofUser(long value) {
        return value & USER_BITS;
    }

    public static boolean enabled(long context) {
        return EN.get(context) != 0;
    }

    /** hvictx.VSE. */
    public static boolean guestEnabled(long context) {
        return VSE.get(context) != 0;
    }

    static int slot(long context) {
        return (int) SLOT.get(context);
    }

    static int vcpu(long context) {
        return (int) VCPU.get(context);
    }

    /** Posts request {@code number}, or raises exception 26. */
    static void post(HartState s, ViPort port, long context, long number) {
        boolean inside = enabled(context) && Long.compareUnsigned(number, LIMIT.get(context)) < 0;
        if (!inside || !port.request(BASE.get(context) + number, slot(context))) {
            throw s.trap.of(Cause.VI_REQUEST, number);
        }
    }
}

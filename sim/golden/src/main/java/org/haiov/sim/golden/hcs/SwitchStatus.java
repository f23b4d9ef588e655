package org.haiov.sim.golden.hcs;

import java.util.function.Consumer;
import org.haiov.facts.Csr;
import org.haiov.facts.Facts;
import org.haiov.facts.Field;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.XhaiovState;
import org.haiov.sim.golden.vi.UserEvent;

/** shcs: what it reads, and what HS does to a handler by writing it (docs/xhaiov.md, section 5). */
public final class SwitchStatus {
    private static final Csr SHCS = Facts.csr("shcs");
    private static final long ACT = mask("ACT");
    private static final long UVE = mask("UVE");
    private static final long PRES = mask("PRES");
    private static final long PARK = mask("PARK");
    private static final long FLT = mask("FLT");
    private static final long RES = mask("RES");
    private static final long TAKE = mask("TAKE");
    private static final long UEN = mask("UEN");
    private static final long SPP = mask("SPP");
    private static final long SPV = mask("SPV");
    private static final Field VID = SHCS.field("VID");

    private final HartState s;
    private final XhaiovState v;
    private final Consumer<UserEvent> event;
    private final Runnable changed;

    SwitchStatus(HartState state, Consumer<UserEvent> event, Runnable changed) {
        this.s = state;
        this.v = state.xhaiov;
        this.event = event;
        this.changed = changed;
    }

    private static long mask(String field) {
        return SHCS.field(field).mask();
    }

    public long read() {
        return bit(v.active, ACT) | bit(v.uve, UVE) | bit(v.presented, PRES) | bit(v.parked, PARK) | bit(v.fault, FLT) | bit(v.resume, RES)
                | bit(v.uen, UEN) | bit(v.previousSupervisor, SPP) | bit(v.previousVirtual, SPV) | VID.of(v.vid);
    }

    private static long bit(boolean value, long mask) {
        return value ? mask : 0;
    }

    public void write(long value) {
        v.uve = (value & UVE) != 0;
        v.uen = (value & UEN) != 0;
        v.previousVirtual = (value & SPV) != 0;
        v.previousSupervisor = v.previousVirtual && (value & SPP) != 0;
        UserEvent happened = UserEvent.NONE;
        if (v.presented && (value & TAKE) != 0) {
            v.presented = false;
            happened = UserEvent.TAKE;
        } else if (v.presented && (value & PRES) == 0) {
            v.presented = false;
            happened = UserEvent.GIVEBACK;
        } else if (v.parked && (value & PARK) == 0) {
            v.parked = v.resume = v.fault = false;
            happened = UserEvent.RELEASE;
        } else if (v.parked) {
            v.resume = (value & RES) != 0;
            v.fault = (value & FLT) != 0;
        }
        s.timersChanged();
        if (happened != UserEvent.NONE) {
            event.accept(happened);
        } else {
            changed.run();
        }
    }
}

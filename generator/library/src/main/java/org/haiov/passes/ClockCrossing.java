package org.haiov.passes;

import java.util.List;
import org.haiov.ir.DesignException;
import org.haiov.ir.Loc;

/** State of one clock domain takes its value from state of another without a synchroniser. */
public final class ClockCrossing extends DesignException {
    private static final long serialVersionUID = 1L;

    ClockCrossing(String what, Loc reader, Loc source) {
        super(what, "bring the value over with synchronize(value, domain), or through a memory with a synchronous read port in the"
                + " reader's domain", List.of(reader, source));
    }
}

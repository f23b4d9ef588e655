package org.haiov.blocks.csr;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** What changes the mode in this cycle, at most one: a trap to M, HS or VS, MRET, SRET. {@code guestAddress}: GVA of a trap. */
record Transition(Signal toMachine, Signal toSupervisor, Signal toGuest, Signal machineReturn, Signal supervisorReturn, Signal guestAddress)
        implements Bundle {
    static Transition shape() {
        return new Transition(Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1));
    }

    Bits traps() {
        return toMachine.or(toSupervisor).or(toGuest);
    }
}

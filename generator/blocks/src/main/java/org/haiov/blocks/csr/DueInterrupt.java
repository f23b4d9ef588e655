package org.haiov.blocks.csr;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** The interrupt to be taken now: {@code code}, to M, to HS or, otherwise, to VS. */
record DueInterrupt(Signal valid, Signal code, Signal toMachine, Signal toSupervisor) implements Bundle {
    static DueInterrupt shape() {
        return new DueInterrupt(Signal.of(1), Signal.of(6), Signal.of(1), Signal.of(1));
    }
}

package org.haiov.blocks.csr;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** What others need of mstatus, hstatus and vsstatus; names as in P 3.1.6 and 8.2.1, {@code g} for vsstatus. */
record StatusFields(Signal mie, Signal sie, Signal mprv, Signal mpp, Signal mpv, Signal sum, Signal mxr, Signal tvm, Signal tw, Signal tsr,
        Signal spvp, Signal hu, Signal vtvm, Signal vtw, Signal vtsr, Signal gSie, Signal gSum, Signal gMxr) implements Bundle {
    static StatusFields shape() {
        return new StatusFields(Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(2), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1),
                Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1),
                Signal.of(1), Signal.of(1));
    }
}

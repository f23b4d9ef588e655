package org.haiov.blocks.core;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * What a stage will write to a register, for those that come behind.
 *
 * @param valid 1: it writes {@code rd}, not x0
 * @param rd 5
 * @param late 1: the value is there only in W
 * @param value 64: with late 0
 */
record Producer(Signal valid, Signal rd, Signal late, Signal value) implements Bundle {
    static Producer shape() {
        return new Producer(Signal.of(1), Signal.of(5), Signal.of(1), Signal.of(64));
    }

    Bits makes(Bits register) {
        return valid.and(rd.eq(register));
    }
}

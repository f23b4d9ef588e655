package org.haiov.blocks.core;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * From M to W.
 *
 * @param valid 1
 * @param pc 64
 * @param word 32: expanded
 * @param raw 32: as in memory
 * @param compressed 1
 * @param interrupt 1: it does nothing but carry an interrupt
 * @param problem exception; then {@code value} is xtval
 * @param writes 1: rd gets {@code value}
 * @param value 64
 * @param csrWrite 1
 * @param csrAddress 12: after substitution
 * @param csrData 64
 * @param machineReturn 1
 * @param supervisorReturn 1
 * @param refetch 1: what is behind is fetched anew
 * @param invalidate 1: FENCE.I
 * @param access of memory, for the retirement port
 */
record Finished(Signal valid, Signal pc, Signal word, Signal raw, Signal compressed, Signal interrupt, Problem problem, Signal writes,
        Signal value, Signal csrWrite, Signal csrAddress, Signal csrData, Signal machineReturn, Signal supervisorReturn, Signal refetch,
        Signal invalidate, Access access) implements Bundle {
    /**
     * @param valid 1: a load, store or atomic
     * @param address 64, virtual
     * @param physical its physical address
     * @param data 64: rs2
     */
    record Access(Signal valid, Signal address, Signal physical, Signal data) implements Bundle {}

    static Finished shape(int physicalBits) {
        return new Finished(Signal.of(1), Signal.of(64), Signal.of(32), Signal.of(32), Signal.of(1), Signal.of(1), Problem.shape(),
                Signal.of(1), Signal.of(64), Signal.of(1), Signal.of(12), Signal.of(64), Signal.of(1), Signal.of(1), Signal.of(1),
                Signal.of(1), new Access(Signal.of(1), Signal.of(64), Signal.of(physicalBits), Signal.of(64)));
    }
}

package org.haiov.blocks.core;

import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.decode.Control;
import org.haiov.blocks.fetch.Prediction;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * From D to E.
 *
 * @param valid 1
 * @param pc 64
 * @param word 32: expanded
 * @param raw 32: as in memory
 * @param compressed 1
 * @param problem found in F or D; what it does otherwise does not count then
 * @param second 1: a fetch fault of the second half, at pc + 2
 * @param control what it does
 * @param first 64: rs1, unless {@code firstLate}: then it is what W has now
 * @param other 64: rs2, unless {@code otherLate}
 * @param target 64: where a branch or JAL leads
 * @param prediction of fetch
 */
record Decoded(Signal valid, Signal pc, Signal word, Signal raw, Signal compressed, Problem problem, Signal second, Control control,
        Signal first, Signal firstLate, Signal other, Signal otherLate, Signal target, Prediction prediction) implements Bundle {
    static Decoded shape(HartConfig c) {
        return new Decoded(Signal.of(1), Signal.of(64), Signal.of(32), Signal.of(32), Signal.of(1), Problem.shape(), Signal.of(1),
                Control.shape(), Signal.of(64), Signal.of(1), Signal.of(64), Signal.of(1), Signal.of(64), Prediction.shape(c));
    }
}

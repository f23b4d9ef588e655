package org.haiov.blocks.fetch;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * What became of an instruction in E, for prediction; one cycle each, for every branch and jump and for every wrong prediction.
 *
 * @param valid 1
 * @param wrong 1: fetching went wrong behind it and starts anew at {@code next}
 * @param flows 1: it is a branch or jump
 * @param taken 1: it is one that went to {@code next}
 * @param flow {@link Flow}
 * @param last 64: address of its last halfword
 * @param next 64: address of the next instruction
 * @param link 64: address behind it
 * @param prediction what was thought
 */
public record Outcome(Signal valid, Signal wrong, Signal flows, Signal taken, Signal flow, Signal last, Signal next, Signal link,
        Prediction prediction) implements Bundle {
    /** The shape. */
    public static Outcome shape(HartConfig c) {
        return new Outcome(Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(2), Signal.of(64), Signal.of(64), Signal.of(64),
                Prediction.shape(c));
    }
}

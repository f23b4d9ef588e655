package org.haiov.blocks.fetch;

import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.mmu.TranslationFault;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * 64 aligned bits of code.
 *
 * @param data 64
 * @param end 2: with {@code prediction.taken} the halfword with which the branch ends that is taken
 * @param failed 1: no data but {@code fault}
 */
record FetchBlock(Signal data, Signal end, Signal failed, TranslationFault fault, Prediction prediction) implements Bundle {
    static FetchBlock shape(HartConfig c) {
        return new FetchBlock(Signal.of(64), Signal.of(2), Signal.of(1), TranslationFault.shape(), Prediction.shape(c));
    }
}

package org.haiov.blocks.fetch;

import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.mmu.TranslationFault;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * An instruction on its way to D.
 *
 * @param valid 1
 * @param pc 64
 * @param word 32: a compressed one expanded
 * @param raw 32: as it stands in memory; 16 upper bits 0 where compressed
 * @param compressed 1
 * @param failed 1: fetching it faults
 * @param second 1: it is its second half that faults, at pc + 2
 * @param fault the fault, guestAddress of the halfword that faults
 * @param prediction for E
 */
public record Fetched(Signal valid, Signal pc, Signal word, Signal raw, Signal compressed, Signal failed, Signal second,
        TranslationFault fault, Prediction prediction) implements Bundle {
    /** The shape. */
    public static Fetched shape(HartConfig c) {
        return new Fetched(Signal.of(1), Signal.of(64), Signal.of(32), Signal.of(32), Signal.of(1), Signal.of(1), Signal.of(1),
                TranslationFault.shape(), Prediction.shape(c));
    }
}

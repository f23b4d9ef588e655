package org.haiov.blocks.fetch;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * What fetch thought of an instruction, carried with it to E, where it is compared with what is true and goes back with the outcome.
 *
 * @param taken 1: fetching went on at {@code target}
 * @param target bits 38:1 of an address, the rest as in the instruction's own
 * @param counter 2: the direction counter that was read
 * @param history directions of the branches before, the last in bit 0
 * @param returns place of the return stack's top before this instruction
 */
public record Prediction(Signal taken, Signal target, Signal counter, Signal history, Signal returns) implements Bundle {
    /** Bits of an address that are predicted: 38 down to 1. */
    static final int TARGET_BITS = 38;

    /** The shape. */
    public static Prediction shape(HartConfig c) {
        return new Prediction(Signal.of(1), Signal.of(TARGET_BITS), Signal.of(2), Signal.of(historyBits(c)), Signal.of(returnBits(c)));
    }

    /** Whether this is what happens: {@code taken} to {@code next}, from the instruction at {@code pc}. */
    public Bits right(Bits actuallyTaken, Bits pc, Bits next) {
        Bits there = target.eq(next.slice(TARGET_BITS, 1)).and(pc.high(63 - TARGET_BITS).eq(next.high(63 - TARGET_BITS)));
        return taken.eq(actuallyTaken).and(actuallyTaken.not().or(there));
    }

    static int counterBits(HartConfig c) {
        return Integer.numberOfTrailingZeros(c.branches().counters());
    }

    static int historyBits(HartConfig c) {
        return Math.min(8, counterBits(c));
    }

    static int returnBits(HartConfig c) {
        return Math.max(1, Integer.numberOfTrailingZeros(c.branches().returns()));
    }
}

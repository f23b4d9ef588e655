package org.haiov.blocks.cache;

import static org.haiov.hdl.Bundle.flip;

import org.haiov.blocks.mmu.TranslationFault;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * The fetch unit's connection to the instruction cache, seen from the fetch unit. An address goes in F1 and its 64 bits come in F2, the
 * cycle after, or later: while {@code pending} and not {@code answered} the cache works on it.
 *
 * @param valid 1: F1 gives an address; also while an earlier one is not answered, which it then replaces
 * @param address 64, virtual; bits 2 to 0 do not count
 * @param answered 1: data or fault of the last address are there in this cycle
 * @param data 64
 * @param failed 1: fetching from this block faults
 * @param fault the fault (causes 1, 12, 20); guestAddress is that of the block's first byte
 * @param invalidate 1: forget all lines (FENCE.I); in the same cycle F1 gives no address. Driven by the fetch unit
 */
public record FetchLink(Signal valid, Signal address, Signal answered, Signal data, Signal failed, TranslationFault fault, Signal invalidate)
        implements Bundle {
    /** The shape. */
    public static FetchLink shape() {
        return new FetchLink(Signal.of(1), Signal.of(64), flip(Signal.of(1)), flip(Signal.of(64)), flip(Signal.of(1)),
                flip(TranslationFault.shape()), Signal.of(1));
    }
}

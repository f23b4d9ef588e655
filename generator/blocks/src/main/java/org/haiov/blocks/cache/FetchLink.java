package org.haiov.blocks.cache;

import static org.haiov.hdl.Bundle.flip;

import org.haiov.blocks.mmu.TranslationFault;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * The fetch unit's connection to the instruction cache, seen from the fetch unit. An address goes in F1 and its 64 bits come in F2, the
 * cycle after, or later; until {@code answered} the cache works on it. Where regime or address spaces change, F1 gives an address, or
 * {@code invalidate} is 1, in the first cycle of the new ones at the latest, so that nothing of the old is under way.
 *
 * @param valid 1: F1 gives an address; also while an earlier one is not answered, which it then replaces
 * @param address 64, virtual; bits 2 to 0 do not count
 * @param answered 1: data or fault of the last address are there in this cycle
 * @param data 64
 * @param failed 1: fetching from this block faults
 * @param fault the fault (causes 1, 12, 20); guestAddress is that of the block's first byte
 * @param invalidate 1: forget all lines (FENCE.I), and the address that is not answered yet; in the same cycle F1 gives no address
 */
public record FetchLink(Signal valid, Signal address, Signal answered, Signal data, Signal failed, TranslationFault fault, Signal invalidate)
        implements Bundle {
    /** The shape. */
    public static FetchLink shape() {
        return new FetchLink(Signal.of(1), Signal.of(64), flip(Signal.of(1)), flip(Signal.of(64)), flip(Signal.of(1)),
                flip(TranslationFault.shape()), Signal.of(1));
    }
}

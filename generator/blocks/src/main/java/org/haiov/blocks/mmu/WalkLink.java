package org.haiov.blocks.mmu;

import static org.haiov.hdl.Bundle.flip;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * The walker's reads of PTEs through the data cache, seen from the walker. The request holds until the response, one cycle. The address
 * leads to memory (PMA). PMP is looked at meanwhile: where it refuses, the data is thrown away.
 *
 * @param valid 1
 * @param address physical, of 8 bytes, aligned
 * @param answered 1, driven by the cache
 * @param data 64, driven by the cache
 * @param error 1, driven by the cache: access fault
 */
public record WalkLink(Signal valid, Signal address, Signal answered, Signal data, Signal error) implements Bundle {
    /** The shape. */
    public static WalkLink shape(int physicalBits) {
        return new WalkLink(Signal.of(1), Signal.of(physicalBits), flip(Signal.of(1)), flip(Signal.of(64)), flip(Signal.of(1)));
    }
}

package org.haiov.blocks.mmu;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * What PMA and PMP say about a physical page, seen from who asks.
 *
 * @param next 44: what {@code page} will be in the next cycle
 * @param page 44
 * @param start pulse, with a new page: PMP begins to look; page and machine stay until its answer was used
 * @param machine PMP as for M, else as for S and U
 * @param memory {@code page} is RAM or ROM
 * @param writable stores reach something
 * @param device neither memory nor device: nothing is there
 * @param done from the second cycle after start: PMP has answered, {@code rights}
 */
record Protection(Signal next, Signal page, Signal start, Signal machine, Signal memory, Signal writable, Signal device, Signal done,
        PageRights rights) implements Bundle {
    static Protection shape() {
        return new Protection(Signal.of(Pma.PAGE_NUMBER_BITS), Signal.of(Pma.PAGE_NUMBER_BITS), Signal.of(1), Signal.of(1),
                Bundle.flip(Signal.of(1)), Bundle.flip(Signal.of(1)), Bundle.flip(Signal.of(1)), Bundle.flip(Signal.of(1)),
                Bundle.flip(PageRights.shape()));
    }
}

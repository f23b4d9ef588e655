package org.haiov.blocks.mmu;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * What PMA and PMP say about a physical page, seen from who asks.
 *
 * @param start pulse: PMP begins to look; page and machine stay until its answer was used
 * @param page 44
 * @param machine PMP as for M, else as for S and U
 * @param memory RAM or ROM, combinational
 * @param writable stores reach something, combinational
 * @param device combinational; neither memory nor device: nothing is there
 * @param done PMP has answered: {@code rights}
 */
record Protection(Signal start, Signal page, Signal machine, Signal memory, Signal writable, Signal device, Signal done, PageRights rights)
        implements Bundle {
    static Protection shape() {
        return new Protection(Signal.of(1), Signal.of(Pma.PAGE_NUMBER_BITS), Signal.of(1), Bundle.flip(Signal.of(1)),
                Bundle.flip(Signal.of(1)), Bundle.flip(Signal.of(1)), Bundle.flip(Signal.of(1)), Bundle.flip(PageRights.shape()));
    }
}

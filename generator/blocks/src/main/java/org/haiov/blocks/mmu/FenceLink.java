package org.haiov.blocks.mmu;

import static org.haiov.hdl.Bundle.flip;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * An order to forget translations, seen from the pipeline. First-level TLBs are emptied in the cycle of {@code valid} by whoever gives it;
 * the MMU is done in the cycle of {@code done}, and answers nothing meanwhile. valid holds until done.
 *
 * @param valid 1
 * @param kind {@link FenceKind}
 * @param byAddress rs1 is not x0: {@code address} counts (HFENCE.GVMA: guest-physical address shifted right by 2)
 * @param address 64
 * @param byId rs2 is not x0: {@code id}, an ASID or VMID, counts
 * @param id 16
 * @param done 1, driven by the MMU
 */
public record FenceLink(Signal valid, Signal kind, Signal byAddress, Signal address, Signal byId, Signal id, Signal done) implements Bundle {
    /** The shape. */
    public static FenceLink shape() {
        return new FenceLink(Signal.of(1), Signal.of(2), Signal.of(1), Signal.of(64), Signal.of(1), Signal.of(16), flip(Signal.of(1)));
    }
}

package org.haiov.sim.golden.mmu;

import java.util.ArrayList;
import java.util.List;
import org.haiov.sim.golden.state.HartState;

/**
 * The translation caches of a hart, one for each of the last few address spaces, so that a switch between them forgets nothing. An address
 * space is known by the whole values of satp, vsatp and hgatp: what a cache holds was translated under these, since the last fence.
 * Fences may forget more than they ask for, never less.
 */
final class AddressSpaces {
    private static final int MOST = 8;
    private static final int ASID_SHIFT = 44;

    private final HartState state;
    private final List<Tlb> all = new ArrayList<>();
    private int next;

    AddressSpaces(HartState state) {
        this.state = state;
    }

    /** The cache of the present address space. */
    Tlb present() {
        for (Tlb tlb : all) {
            if (tlb.satp == state.satp && tlb.vsatp == state.vsatp && tlb.hgatp == state.hgatp) {
                return tlb;
            }
        }
        Tlb tlb;
        if (all.size() < MOST) {
            tlb = new Tlb();
            all.add(tlb);
        } else {
            tlb = all.get(next++ % MOST);
            tlb.flush();
        }
        tlb.satp = state.satp;
        tlb.vsatp = state.vsatp;
        tlb.hgatp = state.hgatp;
        return tlb;
    }

    void flush() {
        all.forEach(Tlb::flush);
    }

    /**
     * SFENCE.VMA (Privileged 4.2.1), HFENCE.VVMA (8.3.2).
     *
     * @param guest of addresses under vsatp, not satp
     * @param byAddress of {@code address} alone
     * @param byAsid of address spaces with {@code asid} alone
     */
    void fence(boolean guest, boolean byAddress, long address, boolean byAsid, long asid) {
        long asids = (1L << state.options.asidBits()) - 1;
        for (Tlb tlb : all) {
            if (byAsid && (((guest ? tlb.vsatp : tlb.satp) >>> ASID_SHIFT ^ asid) & asids) != 0) {
                continue;
            }
            if (byAddress) {
                tlb.flush(address);
            } else {
                tlb.flush();
            }
        }
    }

    /** The page with that index in RAM may no longer be written directly. */
    void forgetWrites(long index) {
        all.forEach(tlb -> tlb.forgetWrites(index));
    }

    /** The page no longer holds what is decoded. */
    void forget(CodePage page) {
        all.forEach(tlb -> tlb.forget(page));
    }
}

package org.haiov.blocks.mmu;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** satp, vsatp and hgatp as the MMU needs them. Registers of the CSR unit. */
public record AddressSpaces(Atp satp, Atp vsatp, Atp hgatp) implements Bundle {
    /** {@code on}: MODE is Sv39 (Sv39x4); id: ASID or VMID; root: PPN of the root table, hgatp's a multiple of 4. */
    public record Atp(Signal on, Signal id, Signal root) implements Bundle {
        static Atp shape(int idBits) {
            return new Atp(Signal.of(1), Signal.of(idBits), Signal.of(44));
        }
    }

    /** The shape. */
    public static AddressSpaces shape(HartConfig c) {
        return new AddressSpaces(Atp.shape(c.asidBits()), Atp.shape(c.asidBits()), Atp.shape(c.vmidBits()));
    }
}

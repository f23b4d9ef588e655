package org.haiov.blocks.csr;

import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.mmu.AddressSpaces;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/** satp, vsatp, hgatp: Bare and Sv39 (Sv39x4); a write with another MODE changes nothing (P 4.1.11, 8.2.10, 8.2.18). */
final class TranslationRegisters extends Component {
    private static final long SV39 = 8;
    private static final int ROOT_BITS = 44;

    final CsrPort csr = input(CsrPort.shape());
    final AddressSpaces spaces;

    TranslationRegisters(HartConfig c) {
        spaces = output(AddressSpaces.shape(c));
        Bits supervisor = register("satp", spaces.satp(), c.asidBits(), 0);
        Bits guest = register("vsatp", spaces.vsatp(), c.asidBits(), 0);
        // The root of Sv39x4 is aligned to 16 KiB.
        Bits hypervisor = register("hgatp", spaces.hgatp(), c.vmidBits(), 2);
        csr.value().set(csr.reads("satp", supervisor).or(csr.reads("vsatp", guest)).or(csr.reads("hgatp", hypervisor)));
    }

    private Bits register(String name, AddressSpaces.Atp atp, int idBits, int alignment) {
        Signal on = reg(1, 0).named(name + "_on");
        Signal id = reg(idBits, 0).named(name + "_id");
        Signal root = reg(ROOT_BITS - alignment, 0).named(name + "_root");
        Bits mode = csr.data().high(4);
        when(csr.writes(name).and(mode.isZero().or(mode.eq(SV39))), () -> {
            on.set(mode.msb());
            id.set(csr.data().slice(ROOT_BITS + idBits - 1, ROOT_BITS));
            root.set(csr.data().slice(ROOT_BITS - 1, alignment));
        });
        Bits page = alignment == 0 ? root : Bits.cat(root, Bits.lit(0, alignment));
        atp.on().set(on);
        atp.id().set(id);
        atp.root().set(page);
        return Bits.cat(on, Bits.lit(0, 3), id.zext(16), page);
    }
}

package org.haiov.blocks.mmu;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;

/** PMA and PMP together. */
final class ProtectionUnit extends Component {
    final Protection link = input(Protection.shape());
    /** Null without PMP. */
    final PmpPort pmp;

    ProtectionUnit(HartConfig c, long ramBytes) {
        pmp = c.pmpRegions() > 0 ? input(PmpPort.shape()) : null;
        Pma pma = add(new Pma(c, ramBytes));
        // beyond the bits of a physical address there is nothing, whatever PMP says
        link.page().ignored();
        pma.page.set(link.next());
        Reg memory = delayed(pma.memory);
        Reg writable = delayed(pma.write);
        Reg device = delayed(pma.device);
        link.memory().set(memory);
        link.writable().set(writable);
        link.device().set(device);
        if (pmp == null) {
            link.start().ignored();
            link.machine().ignored();
            link.done().set(1);
            link.rights().all();
            return;
        }
        PmpRegisters registers = add(new PmpRegisters(c));
        PmpCheck check = add(new PmpCheck(c));
        Bundle.connect(registers.port, pmp);
        registers.index.set(check.index);
        Bundle.set(check.region, registers.region);
        check.address.set(registers.address);
        check.start.set(link.start());
        check.page.set(link.page().low(c.pageNumberBits()));
        check.machine.set(link.machine());
        link.done().set(check.done);
        link.rights().read().set(check.read);
        link.rights().write().set(check.write);
        link.rights().execute().set(check.execute);
    }
}

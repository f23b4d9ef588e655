package org.haiov.blocks.csr;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/**
 * time, stimecmp, vstimecmp, htimedelta, menvcfg, henvcfg, senvcfg (P 3.1.18, 4.1.10, 8.2.5, 8.2.7; Sstc 1.0). A comparator's line follows
 * its registers by two cycles.
 */
final class TimerRegisters extends Component {
    final CsrPort csr = input(CsrPort.shape());
    final Signal guest = input(1);
    /** mtime of the CLINT. */
    final Signal ticks = input(64);
    /** menvcfg.STCE, henvcfg.STCE. */
    final Signal machineEnable = output(1);
    final Signal hypervisorEnable = output(1);
    /** STIP and VSTIP of the comparators. */
    final Signal supervisorLine = output(1);
    final Signal guestLine = output(1);

    TimerRegisters() {
        Reg supervisorCompare = reg(64, 0);
        Reg guestCompare = reg(64, 0);
        Reg delta = reg(64, 0);
        Reg machineStce = reg(1, 0);
        Reg hypervisorStce = reg(1, 0);
        // FIOM: memory and devices are in one order here, so the bits are kept and have no effect.
        Reg machineFiom = reg(1, 0);
        Reg hypervisorFiom = reg(1, 0);
        Reg supervisorFiom = reg(1, 0);

        when(csr.writes("stimecmp"), () -> supervisorCompare.set(csr.data()));
        when(csr.writes("vstimecmp"), () -> guestCompare.set(csr.data()));
        when(csr.writes("htimedelta"), () -> delta.set(csr.data()));
        when(csr.writes("henvcfg"), () -> {
            hypervisorStce.set(csr.data().msb());
            hypervisorFiom.set(csr.data().bit(0));
        });
        when(machineStce.not(), () -> hypervisorStce.set(0)); // read-only zero then
        when(csr.writes("menvcfg"), () -> {
            machineStce.set(csr.data().msb());
            machineFiom.set(csr.data().bit(0));
            when(csr.data().msb().not(), () -> hypervisorStce.set(0));
        });
        when(csr.writes("senvcfg"), () -> supervisorFiom.set(csr.data().bit(0)));

        Reg now = delayed(ticks);
        Reg guestNow = delayed(ticks.plus(delta));
        supervisorLine.set(delayed(machineStce.and(now.geu(supervisorCompare))));
        guestLine.set(delayed(hypervisorStce.and(guestNow.geu(guestCompare))));
        machineEnable.set(machineStce);
        hypervisorEnable.set(hypervisorStce);

        csr.value().set(csr.reads("time", guest.mux(guestNow, now)).or(csr.reads("stimecmp", supervisorCompare))
                .or(csr.reads("vstimecmp", guestCompare)).or(csr.reads("htimedelta", delta))
                .or(csr.reads("menvcfg", environment("menvcfg", machineStce, machineFiom)))
                .or(csr.reads("henvcfg", environment("henvcfg", hypervisorStce, hypervisorFiom)))
                .or(csr.reads("senvcfg", supervisorFiom)));
    }

    private static Bits environment(String name, Bits stce, Bits fiom) {
        return CsrWord.of(name).with("STCE", stce).with("FIOM", fiom).bits();
    }
}

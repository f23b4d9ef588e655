package org.haiov.blocks.csr;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/** mcycle, minstret, their views and enables (P 3.1.10 to 3.1.12, 4.1.5, 8.2.6). The event counters are read-only zero. */
final class CounterRegisters extends Component {
    private static final int ENABLES = 3;
    private static final int CYCLE = 0;
    private static final int RETIRED = 2;

    final CsrPort csr = input(CsrPort.shape());
    /** An instruction retires in this cycle. */
    final Signal retires = input(1);
    /** CY, TM, IR from bit 0. */
    final Signal machineEnables = output(ENABLES);
    final Signal hypervisorEnables = output(ENABLES);
    final Signal supervisorEnables = output(ENABLES);

    CounterRegisters() {
        Reg cycles = reg(64, 0);
        Reg instructions = reg(64, 0);
        Reg inhibit = reg(ENABLES, 0);
        Reg machine = reg(ENABLES, 0);
        Reg hypervisor = reg(ENABLES, 0);
        Reg supervisor = reg(ENABLES, 0);
        Bits data = csr.data().low(ENABLES);
        when(inhibit.bit(CYCLE).not(), () -> cycles.set(cycles.plus(1)));
        when(inhibit.bit(RETIRED).not().and(retires), () -> instructions.set(instructions.plus(1)));
        // "the written value will be the value read by the following instruction" (P 3.1.10)
        when(csr.writes("mcycle"), () -> cycles.set(csr.data()));
        when(csr.writes("minstret"), () -> instructions.set(csr.data()));
        when(csr.writes("mcountinhibit"), () -> inhibit.set(data.and(1 << CYCLE | 1 << RETIRED)));
        when(csr.writes("mcounteren"), () -> machine.set(data));
        when(csr.writes("hcounteren"), () -> hypervisor.set(data));
        when(csr.writes("scounteren"), () -> supervisor.set(data));
        csr.value().set(csr.reads("mcycle", cycles).or(csr.reads("cycle", cycles)).or(csr.reads("minstret", instructions))
                .or(csr.reads("instret", instructions)).or(csr.reads("mcountinhibit", inhibit)).or(csr.reads("mcounteren", machine))
                .or(csr.reads("hcounteren", hypervisor)).or(csr.reads("scounteren", supervisor)));
        machineEnables.set(machine);
        hypervisorEnables.set(hypervisor);
        supervisorEnables.set(supervisor);
    }
}

package org.haiov.blocks.csr;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/** medeleg and hedeleg (P 3.1.8, 8.2.2), and where an exception goes. */
final class DelegationRegisters extends Component {
    private static final int WIDTH = 24;
    /** All that occur below M: not 11, ecall from M. */
    private static final long TO_SUPERVISOR = 0xF0_B7FF;
    /** Not 9 to 11 and 20 to 23. */
    private static final long TO_GUEST = 0xB1FF;

    final CsrPort csr = input(CsrPort.shape());
    final Mode mode = input(Mode.shape());
    final Signal cause = input(6);
    final Signal toMachine = output(1);
    final Signal toSupervisor = output(1);

    DelegationRegisters() {
        Reg machine = reg(WIDTH, 0);
        Reg hypervisor = reg(16, 0);
        csr.value().set(csr.reads("medeleg", machine).or(csr.reads("hedeleg", hypervisor)));
        when(csr.writes("medeleg"), () -> machine.set(csr.data().low(WIDTH).and(TO_SUPERVISOR)));
        when(csr.writes("hedeleg"), () -> hypervisor.set(csr.data().low(16).and(TO_GUEST)));
        Bits below = mode.isMachine().not().and(machine.bit(cause));
        toMachine.set(below.not());
        toSupervisor.set(below.and(mode.virtual().and(hypervisor.bit(cause)).not()));
    }
}

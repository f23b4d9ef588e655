package org.haiov.blocks.csr;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;

/**
 * What this mode may do of the instructions that are not for every mode (P 3.1.6.5, 3.3.3, 4.2.1, 8.2.1, 8.3, 8.6.1). TW traps at once, its
 * bound is 0. Combinational from registers.
 */
public final class SystemPermissions extends Component {
    final Mode mode = input(Mode.shape());
    final StatusFields status = input(StatusFields.shape());
    public final Verdict machineReturn = output(Verdict.shape());
    public final Verdict supervisorReturn = output(Verdict.shape());
    public final Verdict waiting = output(Verdict.shape());
    public final Verdict supervisorFence = output(Verdict.shape());
    public final Verdict guestVirtualFence = output(Verdict.shape());
    public final Verdict guestPhysicalFence = output(Verdict.shape());
    public final Verdict guestAccess = output(Verdict.shape());

    SystemPermissions() {
        Bits guest = mode.virtual();
        Bits user = mode.isUser();
        Bits supervisor = mode.isSupervisor();
        Bits host = guest.not();
        Bits notMachine = mode.isMachine().not();

        decide(machineReturn, notMachine, Bits.lit(0, 1));
        decide(supervisorReturn, host.and(user.or(supervisor.and(status.tsr()))), guest.and(user.or(status.vtsr())));
        Bits timedOut = notMachine.and(status.tw());
        decide(waiting, timedOut.or(host.and(user)), timedOut.not().and(guest).and(user.or(status.vtw())));
        decide(supervisorFence, host.and(user.or(supervisor.and(status.tvm()))), guest.and(user.or(status.vtvm())));
        decide(guestVirtualFence, host.and(user), guest);
        decide(guestPhysicalFence, host.and(user.or(supervisor.and(status.tvm()))), guest);
        decide(guestAccess, host.and(user).and(status.hu().not()), guest);
    }

    private static void decide(Verdict verdict, Bits illegal, Bits virtual) {
        verdict.illegal().set(illegal);
        verdict.virtual().set(virtual);
    }
}

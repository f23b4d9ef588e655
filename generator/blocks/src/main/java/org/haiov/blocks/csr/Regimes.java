package org.haiov.blocks.csr;

import java.util.List;
import org.haiov.blocks.mmu.Regime;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;

/**
 * With whose eyes fetches, loads and stores, and HLV and HSV look at memory (P 3.1.6.3, 8.2.1, 8.3.1, 8.5). Status changes only with everything
 * behind fetched anew, so those of data are registers, a cycle behind it. That of fetches is not: F1 goes on in the first cycle of the new mode.
 */
final class Regimes extends Component {
    final Mode mode = input(Mode.shape());
    final StatusFields status = input(StatusFields.shape());
    final Regime fetch = output(Regime.shape());
    final Regime data = output(Regime.shape());
    final Regime guest = output(Regime.shape());

    Regimes() {
        Bits zero = Bits.lit(0, 1);
        fetch.machine().set(mode.isMachine());
        fetch.virtual().set(mode.virtual());
        fetch.user().set(mode.isUser());
        for (Signal ofLoads : List.of(fetch.sum(), fetch.executableReadable(), fetch.guestExecutableReadable())) {
            ofLoads.set(zero);
        }

        Bits asBefore = status.mprv().and(mode.isMachine());
        Bits machine = asBefore.mux(status.mpp().bit(1), mode.isMachine());
        Bits virtual = asBefore.mux(status.mpv().and(status.mpp().bit(1).not()), mode.virtual());
        Bits user = asBefore.mux(status.mpp().bit(0).not(), mode.isUser());
        regime(data, machine, virtual, user, status.mxr());
        regime(guest, zero, Bits.lit(1, 1), status.spvp().not(), status.mxr());
    }

    private void regime(Regime to, Bits machine, Bits virtual, Bits user, Bits mxr) {
        hold(to.machine(), machine, 1);
        hold(to.virtual(), virtual, 0);
        hold(to.user(), user, 0);
        hold(to.sum(), virtual.mux(status.gSum(), status.sum()), 0);
        hold(to.executableReadable(), mxr.or(virtual.and(status.gMxr())), 0);
        hold(to.guestExecutableReadable(), mxr, 0);
    }

    private void hold(Signal to, Bits value, int reset) {
        Signal held = reg(1, reset).named("held");
        held.set(value);
        to.set(held);
    }
}

package org.haiov.blocks.device;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/** What one context of {@link Plic} finds while all sources go past, one a cycle. */
final class PlicScan extends Component {
    private static final int ID_BITS = 5;
    private static final int PRIORITY_BITS = 3;

    /** The source that goes past, its priority, and whether it is pending; it counts where it is enabled here. */
    final Signal source = input(ID_BITS);
    final Signal weight = input(PRIORITY_BITS);
    final Signal waiting = input(1);
    final Signal enable = input(32);
    /** 1: the first source; 1: the last one. */
    final Signal first = input(1);
    final Signal last = input(1);

    /** Of the last whole turn: source of the highest priority above 0, the lowest of several; 0 for none. Its priority. */
    final Signal best = output(ID_BITS);
    final Signal bestPriority = output(PRIORITY_BITS);

    PlicScan() {
        Reg soFar = reg(ID_BITS, 0);
        Reg soFarPriority = reg(PRIORITY_BITS, 0);
        Reg found = reg(ID_BITS, 0);
        Reg foundPriority = reg(PRIORITY_BITS, 0);
        Bits most = first.mux(0, soFarPriority);
        Bits wins = waiting.and(enable.bit(source)).and(weight.gtu(most));
        Signal now = wire(ID_BITS);
        now.set(wins.mux(source, first.mux(0, soFar)));
        Signal nowPriority = wire(PRIORITY_BITS);
        nowPriority.set(wins.mux(weight, most));
        soFar.set(now);
        soFarPriority.set(nowPriority);
        when(last, () -> {
            found.set(now);
            foundPriority.set(nowPriority);
        });
        best.set(found);
        bestPriority.set(foundPriority);
    }
}

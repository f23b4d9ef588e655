package org.haiov.blocks.fetch;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.ir.Memory.Style;

/**
 * Return stack (Unprivileged ISA 20191213, table 2.1). Overflow loses the oldest. A wrong prediction sets the top's place back; what was
 * written above it meanwhile stays lost.
 */
final class ReturnStack extends Component {
    /** Bits 38:1 of the address on top. */
    final Signal top = output(Prediction.TARGET_BITS);
    final Signal place;
    final Signal push = input(1);
    final Signal pop = input(1);
    final Signal link = input(Prediction.TARGET_BITS);
    /** After a wrong prediction, goes before push and pop: the place that was, and what the instruction itself does. */
    final Signal restore = input(1);
    final Signal restored;
    final Signal restoredPush = input(1);
    final Signal restoredPop = input(1);
    final Signal restoredLink = input(Prediction.TARGET_BITS);

    ReturnStack(HartConfig c) {
        int bits = Prediction.returnBits(c);
        place = output(bits);
        restored = input(bits);
        Reg at = reg(bits, 0);
        Mem addresses = mem(Prediction.TARGET_BITS, c.branches().returns()).style(Style.DISTRIBUTED);
        top.set(addresses.read(address(at, c)));
        place.set(at);
        Bits from = restore.mux(restored, at);
        Bits pushes = restore.mux(restoredPush, push);
        Bits pops = restore.mux(restoredPop, pop);
        Bits above = from.plus(1);
        when(pushes, () -> {
            addresses.write(address(above, c), restore.mux(restoredLink, link));
            at.set(above);
        }).elseWhen(pops, () -> at.set(from.minus(1))).elseWhen(restore, () -> at.set(restored));
    }

    private static Bits address(Bits place, HartConfig c) {
        return place.low(Math.max(1, Integer.numberOfTrailingZeros(c.branches().returns())));
    }
}

package org.haiov.sim.engine.helpers;

import static org.haiov.hdl.Bits.cat;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.hdl.lib.Counting;
import org.haiov.hdl.lib.OneHot;
import org.haiov.hdl.lib.Priority;
import org.haiov.hdl.lib.Saturating;
import org.haiov.hdl.lib.Trees;

/** Every helper of {@code org.haiov.hdl.lib} on two 5-bit inputs. */
final class Helpers extends Component {
    static final int WIDTH = 5;

    final Signal a = input(WIDTH);
    final Signal b = input(WIDTH);

    final Signal encoded = result(OneHot.encode(a, 20));
    final Signal decoded = result(OneHot.decode(Priority.first(a)));
    final Signal selected = result(OneHot.select(a, b.asList()));
    final Signal first = result(Priority.first(a));
    final Signal anyBelow = result(Priority.anyBelow(a));
    final Signal roundRobin = result(Priority.roundRobin(a, OneHot.encode(b.low(2), WIDTH)));
    final Signal ones = result(Trees.popCount(a));
    final Signal addUnsigned = result(Saturating.addUnsigned(a, b));
    final Signal subUnsigned = result(Saturating.subUnsigned(a, b));
    final Signal addSigned = result(Saturating.addSigned(a, b));
    final Signal subSigned = result(Saturating.subSigned(a, b));
    final Signal incremented = result(Saturating.increment(a));
    final Signal decremented = result(Saturating.decrement(a));
    final Signal moduloTwelve = result(Counting.nextModulo(a.low(4), 12));
    final Signal gray = result(Counting.gray(a));
    final Signal fromGray = result(Counting.fromGray(Counting.gray(a)));
    final Signal element = result(Vec.of(6, i -> Bits.lit(i * 5 + 1, 6)).read(a.low(3)));
    final Signal indexed = result(b.bit(a.low(3)));
    final Signal shiftedRight = result(a.shrs(b.low(3)));
    final Signal joined = result(cat(a, b.parity(), a.repeat(2)));

    private Signal result(Bits value) {
        Signal out = output(value.width());
        out.set(value);
        return out;
    }
}

package org.haiov.verification.designs;

import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/** Counts modulo 2^32. */
final class LaneCounter extends Component {
    final Signal increment = input(1);
    final Signal value = output(32);

    LaneCounter(int start) {
        Reg count = reg(32, start);
        when(increment, () -> count.set(count.plus(1)));
        value.set(count);
    }
}

package org.haiov.verification.designs;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;

/** Ten operations on 64 bits, those of RV64I's OP major opcode (unprivileged manual 2.4.2); other codes pass the first operand. */
final class LaneAlu extends Component {
    final Signal operation = input(4);
    final Signal a = input(64);
    final Signal b = input(64);
    final Signal result = output(64);

    LaneAlu(int salt) {
        Bits amount = b.low(6);
        result.set(a);
        switchOn(operation)
                .is(0, () -> result.set(a.plus(b)))
                .is(1, () -> result.set(a.minus(b)))
                .is(2, () -> result.set(a.shl(amount)))
                .is(3, () -> result.set(a.lts(b).zext(64)))
                .is(4, () -> result.set(a.ltu(b).zext(64)))
                .is(5, () -> result.set(a.xor(b)))
                .is(6, () -> result.set(a.shru(amount)))
                .is(7, () -> result.set(a.shrs(amount)))
                .is(8, () -> result.set(a.or(b)))
                .is(9, () -> result.set(a.and(b).plus(salt)));
    }
}

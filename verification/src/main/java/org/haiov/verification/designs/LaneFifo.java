package org.haiov.verification.designs;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;

/** A FIFO of four 64-bit words in registers; a push when full and a pop when empty do nothing. */
final class LaneFifo extends Component {
    private static final int DEPTH = 4;

    final Signal push = input(1);
    final Signal pushData = input(64);
    final Signal pop = input(1);
    /** A word left the FIFO in this cycle; it is in {@link #popData}. */
    final Signal popped = output(1);
    final Signal popData = output(64);

    LaneFifo(int salt) {
        Vec<Reg> words = Vec.of(DEPTH, i -> reg(64, salt));
        Reg head = reg(2, 0);
        Reg tail = reg(2, 0);
        Reg count = reg(3, 0);
        Bits full = count.eq(DEPTH);
        Bits empty = count.isZero();
        Bits taken = push.and(full.not());
        popped.set(pop.and(empty.not()));
        popData.set(words.read(head));
        when(taken, () -> {
            words.write(this, tail, pushData);
            tail.set(tail.plus(1));
        });
        when(popped, () -> head.set(head.plus(1)));
        count.set(count.plus(taken.zext(3)).minus(popped.zext(3)));
        assertThat(count.leu(DEPTH), "the FIFO holds at most four words");
    }
}

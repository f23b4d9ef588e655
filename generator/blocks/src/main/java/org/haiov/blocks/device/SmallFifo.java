package org.haiov.blocks.device;

import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.ir.Memory.Style;

/** A FIFO of 16 words in LUT RAM whose first word is seen at once. */
final class SmallFifo extends Component {
    private static final int DEPTH = 16;

    final Signal push = input(1);
    final Signal word;
    final Signal pop = input(1);
    final Signal clear = input(1);
    final Signal head;
    /** 5: words in it. */
    final Signal count = output(5);

    SmallFifo(int width) {
        word = input(width);
        head = output(width);
        Mem words = mem(width, DEPTH).style(Style.DISTRIBUTED);
        Reg first = reg(4, 0);
        Reg used = reg(5, 0);
        when(push, () -> words.write(first.plus(used.low(4)), word));
        when(clear, () -> used.set(0)).otherwise(() -> {
            when(pop, () -> first.set(first.plus(1)));
            when(push.and(pop.not()), () -> used.set(used.plus(1)));
            when(pop.and(push.not()), () -> used.set(used.minus(1)));
        });
        head.set(words.read(first));
        count.set(used);
        assertThat(push.not().or(used.ltu(DEPTH)).or(pop), "a full FIFO is given a word");
        assertThat(pop.not().or(used.any()), "a word is taken from an empty FIFO");
    }
}

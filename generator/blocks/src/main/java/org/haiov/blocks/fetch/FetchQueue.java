package org.haiov.blocks.fetch;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;

/** Blocks between cache and alignment, the oldest in front, two of them to be seen. */
final class FetchQueue extends Component {
    static final int DEPTH = 4;
    static final int COUNT_BITS = 3;

    final Signal push = input(1);
    final FetchBlock pushed;
    /** 0, 1, 2: how many go. */
    final Signal pop = input(2);
    final Signal clear = input(1);
    final Signal count = output(COUNT_BITS);
    final FetchBlock first;
    final FetchBlock second;

    FetchQueue(HartConfig c) {
        pushed = input(FetchBlock.shape(c));
        first = output(FetchBlock.shape(c));
        second = output(FetchBlock.shape(c));
        Vec<FetchBlock> blocks = Vec.of(DEPTH, i -> reg(FetchBlock.shape(c)));
        Reg used = reg(COUNT_BITS, 0);
        Bits left = used.minus(pop.zext(COUNT_BITS));
        for (int i = 0; i < DEPTH; i++) {
            int at = i;
            if (i + 1 < DEPTH) {
                when(pop.eq(1), () -> Bundle.set(blocks.get(at), blocks.get(at + 1)));
            }
            if (i + 2 < DEPTH) {
                when(pop.eq(2), () -> Bundle.set(blocks.get(at), blocks.get(at + 2)));
            }
            when(push.and(left.eq(at)), () -> Bundle.set(blocks.get(at), pushed));
        }
        used.set(clear.mux(0, left.plus(push.zext(COUNT_BITS))));
        count.set(used);
        Bundle.set(first, blocks.get(0));
        Bundle.set(second, blocks.get(1));
        assertThat(push.not().or(left.ne(DEPTH)), "a block comes and there is no room for it");
        assertThat(used.geu(pop.zext(COUNT_BITS)), "more blocks go than there are");
    }
}

package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;

/** A word of the bit map of those pending VIDs that presenters keep, combinational. */
final class HeldWord extends Component {
    final Vec<Holding> holding;
    final Signal wordIndex;
    final Signal word;

    HeldWord(ViConfig c) {
        holding = input(Vec.of(2 * c.harts(), i -> Holding.shape(c)));
        wordIndex = input(c.wordIndexBits());
        word = output(c.wordBits());
        if (c.words() == 1) {
            wordIndex.ignored();
        }

        Bits all = null;
        for (Holding h : holding) {
            h.slot().ignored();
            h.busy().ignored();
            h.pendingStill().ignored();
            h.presented().ignored();
            h.running().ignored();
            h.ends().ignored();
            Bits here = c.words() == 1 ? h.pending() : h.pending().and(Vids.word(h.vid(), c).eq(wordIndex));
            Bits one = here.zext(c.wordBits()).shl(Vids.bit(h.vid(), c));
            all = all == null ? one : all.or(one);
        }
        word.set(all);
    }
}

package org.haiov.blocks.vi;

import java.util.ArrayList;
import java.util.List;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.hdl.lib.Trees;

/** A word of the bit map of those pending VIDs that presenters keep, combinational. */
final class HeldWord extends Component {
    /** For each presenter whether it keeps a pending VID, and which. */
    final Vec<PendingSet.One> held;
    final Signal wordIndex;
    final Signal word;

    HeldWord(ViConfig c) {
        held = input(Vec.of(2 * c.harts(), i -> PendingSet.One.shape(c)));
        wordIndex = input(c.wordIndexBits());
        word = output(c.wordBits());
        if (c.words() == 1) {
            wordIndex.ignored();
        }

        List<Bits> ones = new ArrayList<>();
        for (PendingSet.One h : held) {
            Bits here = c.words() == 1 ? h.valid() : h.valid().and(Vids.word(h.vid(), c).eq(wordIndex));
            ones.add(here.zext(c.wordBits()).shl(Vids.bit(h.vid(), c)));
        }
        word.set(Trees.reduce(ones, Bits::or));
    }
}

package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Signal;
import org.haiov.hdl.lib.OneHot;
import org.haiov.ir.Memory.Style;

/**
 * Which VIDs a hart may get, as far as their config says: a bit map for each priority. A VID has its bit only in the map of its
 * priority, and since priority changes only while it is masked, one bit to change is all that a write of its config means.
 */
final class ScanIndex extends Component {
    final Signal prio = input(ViConfig.PRIORITY_BITS);
    final Signal wordIndex;
    final Signal word;

    /** Software has written a config: the word above is not of use in this cycle. */
    final Signal update = input(1);
    final Signal updateVid;
    final Signal updatePriority = input(ViConfig.PRIORITY_BITS);
    final Signal updateValue = input(1);

    /** Empties one word, of the lowest bits of this number. */
    final Signal empty = input(1);
    final Signal emptyIndex;

    ScanIndex(ViConfig c) {
        int addressBits = ViConfig.PRIORITY_BITS + (c.words() == 1 ? 0 : c.wordIndexBits());
        wordIndex = input(c.wordIndexBits());
        word = output(c.wordBits());
        updateVid = input(c.vidBits());
        emptyIndex = input(addressBits);

        if (c.words() == 1) {
            wordIndex.ignored();
        }
        Mem words = mem(c.wordBits(), 1 << addressBits).style(Style.DISTRIBUTED);
        Bits reading = address(prio, wordIndex, c);
        Bits updating = address(updatePriority, Vids.word(updateVid, c), c);
        Bits address = update.mux(updating, reading);
        Bits stored = words.read(address);
        word.set(stored);

        Bits bit = OneHot.encode(Vids.bit(updateVid, c), c.wordBits());
        Bits changed = updateValue.mux(stored.or(bit), stored.and(bit.not()));
        when(update.or(empty), () -> words.write(empty.mux(emptyIndex, address), empty.mux(0, changed)));
    }

    private static Bits address(Bits priority, Bits word, ViConfig c) {
        return c.words() == 1 ? priority : Bits.cat(priority, word);
    }
}

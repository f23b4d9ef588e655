package org.haiov.blocks.vi;

import java.util.ArrayList;
import java.util.List;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.hdl.lib.OneHot;

/**
 * The waiting VIDs: pending and with no hart. (A VID that a hart has presented is pending too, but kept by the hart's presenter.)
 * Changes of one cycle take effect in this order: request and return set, dispatch clears, software clears, software sets.
 */
final class PendingSet extends Component {
    /** A VID and whether there is one. */
    record One(Signal valid, Signal vid) implements Bundle {
        static One shape(ViConfig c) {
            return new One(Signal.of(1), Signal.of(c.vidBits()));
        }
    }

    /** A fresh request. */
    final One request;
    /** Withdrawn or given back by a hart. */
    final One returned;
    /** Presented to a hart. */
    final One dispatched;
    /** Software's set or clear of bits of a word. */
    final Signal set = input(1);
    final Signal clear = input(1);
    final Signal changeWord;
    final Signal changeBits;

    /** Whether the VID waits. */
    final Vec<Signal> askVid;
    final Vec<Signal> waits;
    /** A word of the set. */
    final Vec<Signal> wordIndex;
    final Vec<Signal> word;

    /**
     * @param asks how many VIDs are asked for at a time
     * @param words how many words are read at a time
     */
    PendingSet(ViConfig c, int asks, int words) {
        request = input(One.shape(c));
        returned = input(One.shape(c));
        dispatched = input(One.shape(c));
        changeWord = input(c.wordIndexBits());
        changeBits = input(c.wordBits());
        askVid = Vec.of(asks, i -> input(c.vidBits()));
        waits = Vec.of(asks, i -> output(1));
        wordIndex = Vec.of(words, i -> input(c.wordIndexBits()));
        word = Vec.of(words, i -> output(c.wordBits()));

        if (c.words() == 1) {
            changeWord.ignored();
            wordIndex.forEach(Signal::ignored);
        }
        List<Signal> waiting = new ArrayList<>();
        Bits requestBit = place(request, c);
        Bits returnedBit = place(returned, c);
        Bits dispatchedBit = place(dispatched, c);
        for (int w = 0; w < c.words(); w++) {
            Signal bits = reg(c.wordBits(), 0).named("waiting_" + w);
            waiting.add(bits);
            Bits hasRequest = inWord(request, w, c);
            Bits hasReturned = inWord(returned, w, c);
            Bits hasDispatched = inWord(dispatched, w, c);
            Bits changed = c.words() == 1 ? Bits.lit(true) : changeWord.eq(w);
            Bits added = gate(hasRequest, requestBit).or(gate(hasReturned, returnedBit));
            Bits removed = gate(hasDispatched, dispatchedBit).or(gate(clear.and(changed), changeBits));
            bits.set(bits.or(added).and(removed.not()).or(gate(set.and(changed), changeBits)));
        }
        for (int i = 0; i < words; i++) {
            word.get(i).set(wordOf(waiting, wordIndex.get(i)));
        }
        for (int i = 0; i < asks; i++) {
            Signal vid = askVid.get(i);
            waits.get(i).set(wordOf(waiting, Vids.word(vid, c)).bit(Vids.bit(vid, c)));
        }
        assertThat(set.and(clear).not(), "set and clear in one cycle");
    }

    private static Bits gate(Bits condition, Bits value) {
        return condition.repeat(value.width()).and(value);
    }

    private static Bits place(One one, ViConfig c) {
        return OneHot.encode(Vids.bit(one.vid(), c), c.wordBits());
    }

    private static Bits inWord(One one, int word, ViConfig c) {
        return c.words() == 1 ? one.valid() : one.valid().and(Vids.word(one.vid(), c).eq(word));
    }

    private static Bits wordOf(List<Signal> words, Bits index) {
        return words.size() == 1 ? words.getFirst() : Vec.of(words).read(index);
    }
}

package org.haiov.blocks.cache;

import java.util.ArrayList;
import java.util.List;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.hdl.lib.Trees;

/**
 * The word that the arrays were read for, or one that comes from elsewhere. Combinational; which way it is is known last, so that everything else is
 * decided before it, byte by byte, and one gate takes it in.
 */
final class WordSelect extends Component {
    /** Words of the ways; one bit a way: that of M. Of no meaning where none is. */
    final Vec<Signal> words;
    final Signal hits;

    /** 1 bit: not {@code hits} counts but {@code place}. */
    final Signal byPlace = input(1);
    final Signal place;

    /** Bytes that come out of {@code forwarded} if the way is {@code forwardWay}, one bit a byte. */
    final Signal forward = input(8);
    final Signal forwardWay;
    final Signal forwarded = input(64);

    /** 1 bit: the word is {@code held}. */
    final Signal byHeld = input(1);
    final Signal held = input(64);

    final Signal word = output(64);

    WordSelect(Layout l) {
        int ways = l.ways();
        words = input(Vec.of(ways, w -> Signal.of(64)));
        hits = input(ways);
        place = input(ways);
        forwardWay = input(ways);

        Bits aside = byHeld.mux(held, forwarded);
        Bits byHits = byPlace.or(byHeld).not();
        Bits forwards = byHits.and(ways == 1 ? forwardWay : hits.and(forwardWay).any());
        List<Bits> octets = new ArrayList<>();
        for (int b = 0; b < 8; b++) {
            Bits fromAside = forward.bit(b).and(forwards).or(byHeld);
            List<Bits> parts = new ArrayList<>();
            for (int w = 0; w < ways; w++) {
                Bits stored = ways == 1 ? fromAside.not()
                        : hits.bit(w).and(byHits.and(forward.bit(b).and(forwardWay.bit(w)).not())).or(byPlace.and(byHeld.not()).and(place.bit(w)));
                parts.add(octet(words.get(w), b).and(stored.repeat(8)));
            }
            parts.add(octet(aside, b).and(fromAside.repeat(8)));
            octets.add(Trees.reduce(parts, Bits::or));
        }
        word.set(Bits.cat(octets.reversed()));
    }

    private static Bits octet(Bits word, int b) {
        return word.slice(8 * b + 7, 8 * b);
    }
}

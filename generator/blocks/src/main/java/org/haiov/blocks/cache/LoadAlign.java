package org.haiov.blocks.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;
import org.haiov.hdl.lib.OneHot;

/** Picks a value of 1 to 8 bytes out of its 64-bit word and extends it; the other way round, puts one into all its possible lanes. Combinational. */
final class LoadAlign extends Component {
    final Signal word = input(64);
    /** 3: address bits 2 to 0. */
    final Signal at = input(3);
    /** 2: log2 of bytes. */
    final Signal size = input(2);
    /** 1 bit: extended with zeros. */
    final Signal withZeros = input(1);
    final Signal value = output(64);

    LoadAlign() {
        // an access is aligned: where it begins is where its first byte is. Selections are made before the word is there, which comes late
        Bits first = OneHot.encode(at, 8);
        Bits two = size.ne(0);
        Bits four = size.bit(1);
        Bits eight = size.eq(3);
        List<Bits> signs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Bits here = size.eq(0).and(at.eq(i)).or(size.eq(1).and(at.or(1).eq(i))).or(size.eq(2).and(at.or(3).eq(i)));
            signs.add(here.and(withZeros.not()).and(word.bit(8 * i + 7)));
        }
        Bits sign = Bits.cat(signs).any();
        value.set(Bits.cat(
                pick(eight, List.of(word.high(32)), eight, sign),
                pick(Bits.cat(first.bit(4), first.bit(4).not()).and(four.repeat(2)), List.of(word.slice(31, 16), word.high(16)), four, sign),
                pick(Bits.cat(first.bit(6), first.bit(4), first.bit(2), first.bit(0)).and(two.repeat(4)),
                        List.of(octet(1), octet(3), octet(5), octet(7)), two, sign),
                OneHot.select(first, IntStream.range(0, 8).mapToObj(this::octet).toList())));
    }

    private Bits octet(int i) {
        return word.slice(8 * i + 7, 8 * i);
    }

    /** One of the values, or, unless the access reaches so far, copies of the sign. */
    private static Bits pick(Bits which, List<Bits> values, Bits reached, Bits sign) {
        return OneHot.select(which, values).or(reached.not().and(sign).repeat(values.getFirst().width()));
    }

    /** The value in every lane where an access of the size may be. */
    static Bits spread(Bits value, Bits size) {
        Bits half = size.eq(0).mux(value.low(8).repeat(2), value.low(16));
        Bits word = size.bit(1).mux(value.low(32), half.repeat(2));
        return size.eq(3).mux(value, word.repeat(2));
    }

    /** The bytes of the 64-bit word that an access touches, one bit a byte. */
    static Bits mask(Bits at, Bits size) {
        Bits low = size.bit(1).mux(size.bit(0).mux(Bits.lit(0xff, 8), Bits.lit(0x0f, 8)), size.bit(0).mux(Bits.lit(3, 8), Bits.lit(1, 8)));
        return low.shl(at);
    }
}

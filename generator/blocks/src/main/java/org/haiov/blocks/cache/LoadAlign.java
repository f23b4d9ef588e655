package org.haiov.blocks.cache;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;

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
        Bits upper = at.bit(2).mux(word.high(32), word.low(32));
        Bits half = at.bit(1).mux(upper.high(16), upper.low(16));
        Bits octet = at.bit(0).mux(half.high(8), half.low(8));
        Bits isByte = size.eq(0);
        Bits isHalf = size.eq(1);
        Bits isDouble = size.eq(3);
        Bits sign = withZeros.not().and(isByte.mux(octet.msb(), isHalf.mux(half.msb(), upper.msb())));
        value.set(Bits.cat(
                isDouble.mux(word.high(32), sign.repeat(32)),
                size.bit(1).mux(isDouble.mux(word.slice(31, 16), upper.high(16)), sign.repeat(16)),
                isDouble.mux(word.slice(15, 8), isByte.mux(sign.repeat(8), half.high(8))),
                isDouble.mux(word.low(8), isByte.mux(octet, half.low(8)))));
    }

    /** The value in every lane where an access of the size may be. */
    static Bits spread(Bits value, Bits size) {
        Bits octets = value.low(8).repeat(8);
        Bits halves = value.low(16).repeat(4);
        Bits words = value.low(32).repeat(2);
        return size.bit(1).mux(size.bit(0).mux(value, words), size.bit(0).mux(halves, octets));
    }

    /** The bytes of the 64-bit word that an access touches, one bit a byte. */
    static Bits mask(Bits at, Bits size) {
        Bits low = size.bit(1).mux(size.bit(0).mux(Bits.lit(0xff, 8), Bits.lit(0x0f, 8)), size.bit(0).mux(Bits.lit(3, 8), Bits.lit(1, 8)));
        return low.shl(at);
    }
}

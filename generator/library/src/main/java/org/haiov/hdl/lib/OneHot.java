package org.haiov.hdl.lib;

import java.util.ArrayList;
import java.util.List;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Places;
import org.haiov.hdl.error.WidthMismatch;
import org.haiov.ir.Memory;

/** One-hot codes: exactly one bit of a vector is 1. */
public final class OneHot {
    private OneHot() {
    }

    /** The one-hot code of an unsigned index: {@code width} bits, all 0 for an index of {@code width} and above. */
    public static Bits encode(Bits index, int width) {
        // comparisons, and not a shift of 1: with shifts Yosys 0.23 needs 4543 ECP5 LUT4 for the VI controller instead of 3695
        return Bits.cat(java.util.stream.IntStream.range(0, width)
                .mapToObj(i -> i < 1L << Math.min(index.width(), 31) ? index.eq(i) : Bits.lit(false)).toList().reversed());
    }

    /** The index of the one bit that is 1, clog2(width) bits (at least 1); the OR of the indices where several are, 0 where none is. */
    public static Bits decode(Bits oneHot) {
        int width = Memory.addressWidth(oneHot.width());
        List<Bits> bits = new ArrayList<>();
        for (int b = 0; b < width; b++) {
            List<Bits> having = new ArrayList<>();
            for (int i = 0; i < oneHot.width(); i++) {
                if ((i >> b & 1) == 1) {
                    having.add(oneHot.bit(i));
                }
            }
            bits.add(having.isEmpty() ? Bits.lit(false) : Bits.cat(having).any());
        }
        return Bits.cat(bits.reversed());
    }

    /** The value whose bit is 1, of values equally wide, bit 0 for the first; the OR of them where several are, 0 where none is. */
    public static Bits select(Bits oneHot, List<? extends Bits> values) {
        if (values.size() != oneHot.width()) {
            throw new WidthMismatch("one-hot selection of " + values.size() + " values by " + oneHot.width() + " bits",
                    "give one bit for each value", Places.here());
        }
        List<Bits> gated = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            gated.add(oneHot.bit(i).repeat(values.get(i).width()).and(values.get(i)));
        }
        return Trees.reduce(gated, Bits::or);
    }
}

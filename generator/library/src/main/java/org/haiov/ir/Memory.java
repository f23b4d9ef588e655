package org.haiov.ir;

import java.math.BigInteger;
import java.util.List;

/**
 * An array of words with any number of ports.
 *
 * <p>The array has 2^addressWidth words, so no address is out of range. At a rising edge synchronous reads see the array as it was
 * before the edge (unless {@link UnderWrite#NEW}), then the write ports take effect in list order, so that the last one wins.
 *
 * @param name unique among the module's nets, memories and instances
 * @param width bits a word
 * @param depth words asked for; the words above, up to 2^addressWidth, exist and behave alike
 * @param init initial contents from word 0 on, not longer than {@code depth}; words beyond it start as 0
 * @param style hint for synthesis
 */
public record Memory(String name, int width, int depth, List<BigInteger> init, Style style, List<WritePort> writes,
        List<ReadPort> reads, Loc loc) {
    /** Where synthesis should put it. */
    public enum Style { AUTO, BLOCK, DISTRIBUTED, REGISTERS }

    /** What a synchronous read returns for a word that is written at the same edge. */
    public enum UnderWrite {
        /** The old word. */
        OLD,
        /** The new word. */
        NEW,
        /** The user promises not to look; engines return the old word, synthesis may do what is cheapest. */
        UNDEFINED
    }

    /**
     * @param enable 1 bit
     * @param address {@link Memory#addressWidth()} bits
     * @param data a word
     * @param mask one bit for each equal part of the word (lowest bit, lowest part); null writes the whole word
     */
    public record WritePort(Clocking clocking, Expr enable, Expr address, Expr data, Expr mask, Loc loc) {
    }

    /**
     * @param data kind {@link Net.Kind#READ_DATA} for a synchronous port, {@link Net.Kind#WIRE} for a combinational one
     * @param clocking null for a combinational port
     * @param enable 1 bit, the data keep their value while it is 0; null for always, and for a combinational port
     * @param underWrite of meaning for a synchronous port alone; a port of another clock than the writer's is always UNDEFINED
     */
    public record ReadPort(Net data, Clocking clocking, Expr address, Expr enable, UnderWrite underWrite, Loc loc) {
        public boolean synchronous() {
            return clocking != null;
        }
    }

    public Memory {
        init = List.copyOf(init);
        writes = List.copyOf(writes);
        reads = List.copyOf(reads);
        Legal.require(width >= 1 && depth >= 1 && init.size() <= depth, "memory " + name, loc);
        int addressWidth = addressWidth(depth);
        for (WritePort w : writes) {
            Legal.require(w.enable.width() == 1 && w.address.width() == addressWidth && w.data.width() == width
                    && (w.mask == null || width % w.mask.width() == 0), "write port of " + name, w.loc);
        }
        for (ReadPort r : reads) {
            Legal.require(r.data.width() == width && r.address.width() == addressWidth
                    && r.data.kind() == (r.synchronous() ? Net.Kind.READ_DATA : Net.Kind.WIRE), "read port of " + name, r.loc);
        }
    }

    /** Bits of an address: the fewest that reach {@code depth} words, at least 1. */
    public int addressWidth() {
        return addressWidth(depth);
    }

    /** Bits of an address for {@code depth} words, at least 1. */
    public static int addressWidth(int depth) {
        return Math.max(1, 32 - Integer.numberOfLeadingZeros(depth - 1));
    }
}

package org.haiov.blocks.cache;

import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.config.HartConfig.CacheShape;
import org.haiov.hdl.Bits;

/**
 * How a cache cuts addresses: tag, set, word of the line, byte of the word. Set and word together are the place of a word in a way, its index.
 *
 * @param physicalBits of an address
 * @param shape of the cache
 */
record Layout(int physicalBits, CacheShape shape) {
    /** Bits of a byte's place in a 64-bit word. */
    static final int BYTE_BITS = 3;

    static Layout ofData(HartConfig c) {
        return new Layout(c.physicalBits(), c.dataCache());
    }

    int ways() {
        return shape.ways();
    }

    int words() {
        return shape.words();
    }

    int wordBits() {
        return shape.lineBits() - BYTE_BITS;
    }

    int setBits() {
        return shape.setBits();
    }

    int indexBits() {
        return setBits() + wordBits();
    }

    /** Bits of an address without those of its place in a line. */
    int lineAddressBits() {
        return physicalBits - shape.lineBits();
    }

    int tagBits() {
        return lineAddressBits() - setBits();
    }

    /** Bits of an address without those of its place in a 64-bit word. */
    int wordAddressBits() {
        return physicalBits - BYTE_BITS;
    }

    /** The index, of an address of at least 12 bits, virtual or physical: it is the same, since a way is at most a page. */
    Bits index(Bits address) {
        return address.slice(indexBits() + BYTE_BITS - 1, BYTE_BITS);
    }

    /** The set of an index. */
    Bits setOf(Bits index) {
        return index.high(setBits());
    }

    /** The tag of an address given by its page number and its 12 bits in the page. */
    Bits tag(Bits page, Bits offset) {
        int below = setBits() + shape.lineBits();
        return below == HartConfig.PAGE_BITS ? page : Bits.cat(page, offset.slice(HartConfig.PAGE_BITS - 1, below));
    }
}

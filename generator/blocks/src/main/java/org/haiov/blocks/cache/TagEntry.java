package org.haiov.blocks.cache;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * What a cache knows of a line. Of MESI: invalid without {@code valid}, shared without {@code writable}; exclusive and modified differ by the dirty
 * bit, which is kept elsewhere, so that a store need not write tags.
 *
 * @param valid 1: a copy is there
 * @param writable 1: no other cache has a copy
 * @param tag see {@link Layout}
 */
record TagEntry(Signal valid, Signal writable, Signal tag) implements Bundle {
    static TagEntry shape(Layout l) {
        return new TagEntry(Signal.of(1), Signal.of(1), Signal.of(l.tagBits()));
    }
}

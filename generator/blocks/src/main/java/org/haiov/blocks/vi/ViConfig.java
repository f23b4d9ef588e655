package org.haiov.blocks.vi;

import org.haiov.facts.Facts;
import org.haiov.facts.RegisterMap;
import org.haiov.facts.SizeRange;
import org.haiov.ir.HaiovException;

/**
 * Dimensions of a VI controller (Xhaiov section 4).
 *
 * @param harts hart links, 1 to 8
 * @param entries map entries, 16 to 1024, a power of two
 * @param vids VI identifiers, 16 to 256, a power of two
 * @param slots isolation domains, 1 to 64, a power of two
 */
public record ViConfig(int harts, int entries, int vids, int slots) {
    /** The largest that there is. */
    public static final ViConfig MAXIMUM = new ViConfig(8, 1024, 256, 64);

    /** Bits of a slot number on the link and in registers. */
    static final int LINK_SLOT_BITS = 6;
    /** Bits of a VID on the link, svitop's field. */
    static final int LINK_VID_BITS = 11;
    /** Bits of base + number. */
    static final int LINK_INDEX_BITS = 33;
    /** Bits of a priority. */
    static final int PRIORITY_BITS = 2;
    /** Delivery levels, as config and events encode them. */
    static final int SUPERVISOR = 0;
    static final int USER = 1;

    public ViConfig {
        require("harts", harts);
        require("entries", entries);
        require("vids", vids);
        require("slots", slots);
    }

    private static void require(String name, int value) {
        SizeRange range = map().size(name);
        if (value < range.min() || value > range.max() || range.powerOfTwo() && Integer.bitCount(value) != 1) {
            throw new HaiovException("VI controller with " + value + " " + name + ": " + range.min() + " to " + range.max()
                    + (range.powerOfTwo() ? ", a power of two" : "") + ", are possible");
        }
    }

    static RegisterMap map() {
        return Facts.viController();
    }

    /** Bits of a hart number, at least 1. */
    public int hartBits() {
        return bits(harts);
    }

    /** Bits of a map index. */
    public int entryBits() {
        return bits(entries);
    }

    /** Bits of a VID. */
    public int vidBits() {
        return bits(vids);
    }

    /** Bits of a slot number, at least 1. */
    public int slotBits() {
        return bits(slots);
    }

    /** Words of a bit map of VIDs. */
    public int words() {
        return Math.max(1, vids / 64);
    }

    /** VIDs in a word of a bit map. */
    public int wordBits() {
        return Math.min(64, vids);
    }

    /** Bits of the number of a bit map's word, at least 1. */
    public int wordIndexBits() {
        return bits(words());
    }

    /** Bits of a VID's place inside a bit map's word. */
    public int bitIndexBits() {
        return bits(wordBits());
    }

    private static int bits(int count) {
        return Math.max(1, 32 - Integer.numberOfLeadingZeros(count - 1));
    }

    /** Cycles after reset in which memories are cleared and nothing is accepted, at most. */
    public int startCycles() {
        return Math.max(Math.max(entries, vids), 64) + 4;
    }

    /** Longest sweep of the scanner in cycles, SWEEP of docs/hart-link.md. */
    public int sweepCycles() {
        return 4 * vids + 64;
    }
}

package org.haiov.blocks.config;

import org.haiov.facts.Region;
import org.haiov.hdl.Bits;
import org.haiov.ir.HaiovException;

/**
 * A range of physical addresses.
 *
 * @param base first address
 * @param size bytes
 */
public record AddressRange(long base, long size) {
    public AddressRange {
        if (base < 0 || size < 1 || base + size < 0) {
            throw new HaiovException("addresses from 0x" + Long.toHexString(base) + ", 0x" + Long.toHexString(size)
                    + " bytes: base is at least 0, size at least 1, and the end below 2^63");
        }
    }

    /** A region of the memory map whose size stands there. */
    public static AddressRange of(Region region) {
        return new AddressRange(region.base(), region.size());
    }

    /**
     * 1 where an address is inside.
     *
     * @param address without its lowest {@code dropped} bits; base and size are multiples of 2^dropped
     */
    public Bits contains(Bits address, int dropped) {
        if ((base | size) << 64 - dropped != 0 && dropped > 0) {
            throw new HaiovException("addresses from 0x" + Long.toHexString(base) + ", 0x" + Long.toHexString(size)
                    + " bytes: both must be multiples of " + (1 << dropped));
        }
        long first = base >> dropped;
        long units = size >> dropped;
        int width = address.width();
        if (first + units > 1L << width) {
            throw new HaiovException("addresses from 0x" + Long.toHexString(base) + ", 0x" + Long.toHexString(size) + " bytes do not fit in "
                    + (width + dropped) + " address bits");
        }
        boolean aligned = Long.bitCount(units) == 1 && (first & units - 1) == 0;
        int inside = Long.numberOfTrailingZeros(units);
        if (aligned) {
            return inside == width ? Bits.lit(true) : address.high(width - inside).eq(first >> inside);
        }
        Bits above = address.geu(first);
        return first + units == 1L << width ? above : above.and(address.ltu(first + units));
    }
}

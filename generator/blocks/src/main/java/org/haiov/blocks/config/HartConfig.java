package org.haiov.blocks.config;

import org.haiov.ir.HaiovException;

/**
 * Dimensions of a hart.
 *
 * @param physicalBits bits of a physical address that are decoded, 32 to 40; higher ones lead to access faults
 * @param asidBits ASIDLEN, 1 to 16
 * @param vmidBits VMIDLEN, 1 to 14
 * @param pmpRegions 0, 8 or 16; granularity 4 KiB
 * @param resetVector pc after reset
 * @param instructionCache dimensions
 * @param dataCache dimensions
 * @param firstTlb sets and ways of each first-level TLB
 * @param secondTlb sets and ways of the second-level TLB
 * @param walker small caches of the page-table walker
 * @param branches dimensions of the branch prediction
 */
public record HartConfig(int physicalBits, int asidBits, int vmidBits, int pmpRegions, long resetVector, CacheShape instructionCache,
        CacheShape dataCache, TlbShape firstTlb, TlbShape secondTlb, WalkerShape walker, BranchShape branches) {
    /** Bits of a page offset. */
    public static final int PAGE_BITS = 12;
    /** Bits of a guest-physical address, Sv39x4 (P 8.5.1). */
    public static final int GUEST_PHYSICAL_BITS = 41;

    /** Sets and ways of a TLB, powers of two. */
    public record TlbShape(int sets, int ways) {
        public TlbShape {
            requirePower("TLB sets", sets, 1, 1024);
            requirePower("TLB ways", ways, 1, 8);
        }

        public int setBits() {
            return Integer.numberOfTrailingZeros(sets);
        }
    }

    /**
     * Small direct-mapped caches of the page-table walker, powers of two.
     *
     * @param guestPages results of the G-stage
     * @param pointers tables of the last level, of both stages
     */
    public record WalkerShape(int guestPages, int pointers) {
        public WalkerShape {
            requirePower("cached G-stage pages", guestPages, 2, 64);
            requirePower("cached page-table pointers", pointers, 2, 64);
        }
    }

    /**
     * Sets, ways and bytes of a line of a cache, powers of two. Sets times line are at most a page, so that the set is known before
     * translation.
     */
    public record CacheShape(int sets, int ways, int lineBytes) {
        public CacheShape {
            requirePower("cache sets", sets, 2, 256);
            requirePower("cache ways", ways, 1, 8);
            requirePower("bytes of a cache line", lineBytes, 16, 64);
            if (sets * lineBytes > 1 << PAGE_BITS) {
                throw new HaiovException("cache with " + sets + " sets of " + lineBytes + " bytes: a way may have 4096 bytes at most; "
                        + "take fewer sets and more ways");
            }
        }

        /** Bits of the set's number. */
        public int setBits() {
            return Integer.numberOfTrailingZeros(sets);
        }

        /** Bits of a byte's place in a line. */
        public int lineBits() {
            return Integer.numberOfTrailingZeros(lineBytes);
        }

        /** 64-bit words of a line. */
        public int words() {
            return lineBytes / 8;
        }
    }

    /**
     * Branch prediction.
     *
     * @param targets entries of the branch target buffer
     * @param counters two-bit counters of direction
     * @param returns entries of the return stack
     */
    public record BranchShape(int targets, int counters, int returns) {
        public BranchShape {
            requirePower("branch targets", targets, 2, 4096);
            requirePower("direction counters", counters, 2, 16384);
            requirePower("return stack entries", returns, 1, 64);
        }
    }

    public HartConfig {
        require("physical address bits", physicalBits, 32, 40);
        require("ASID bits", asidBits, 1, 16);
        require("VMID bits", vmidBits, 1, 14);
        if (pmpRegions != 0 && pmpRegions != 8 && pmpRegions != 16) {
            throw new HaiovException("hart with " + pmpRegions + " PMP regions: 0, 8 or 16 are possible");
        }
        if (instructionCache.lineBytes() != dataCache.lineBytes()) {
            throw new HaiovException("instruction cache lines of " + instructionCache.lineBytes() + " bytes and data cache lines of "
                    + dataCache.lineBytes() + ": they must be equal, the hub moves one size");
        }
    }

    /** Of the shipped configuration {@code default}: two caches of 16 KiB. */
    public static HartConfig standard() {
        return SystemConfig.of("default").hart();
    }

    /** Of the shipped configuration {@code tiny}: two caches of 4 KiB. */
    public static HartConfig tiny() {
        return SystemConfig.of("tiny").hart();
    }

    /** Bits of a physical page number. */
    public int pageNumberBits() {
        return physicalBits - PAGE_BITS;
    }

    private static void require(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new HaiovException("hart with " + value + " " + what + ": " + least + " to " + most + " are possible");
        }
    }

    private static void requirePower(String what, int value, int least, int most) {
        if (value < least || value > most || Integer.bitCount(value) != 1) {
            throw new HaiovException(value + " " + what + ": " + least + " to " + most + ", a power of two, are possible");
        }
    }
}

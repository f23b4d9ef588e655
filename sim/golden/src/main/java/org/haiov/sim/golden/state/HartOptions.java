package org.haiov.sim.golden.state;

/**
 * Choices that the manuals leave to an implementation.
 *
 * @param resetVector pc after reset
 * @param asidBits ASIDLEN, 0 to 16
 * @param vmidBits VMIDLEN, 0 to 14
 * @param pmpRegions 0 to 16
 * @param pmpGranularity bytes, a power of two from 4 on: 2^(G+2) of 3.7.1
 * @param handleMisaligned true: misaligned loads and stores are done, as two accesses where they cross a page; false: they trap. Atomics always trap
 * @param hypervisor extension H is there
 * @param sstc extension Sstc is there
 * @param xhaiov extension Xhaiov is there; mhaiovcfg.EN turns it on
 * @param doorbellCycles Xhaiov: cycles in HS or M after which what waits for the hart rings the doorbell
 */
public record HartOptions(long resetVector, int asidBits, int vmidBits, int pmpRegions, int pmpGranularity, boolean handleMisaligned, boolean hypervisor,
        boolean sstc, boolean xhaiov, int doorbellCycles) {
    private static final int MOST_GRANULARITY = 1 << 20;

    public HartOptions {
        check("asidBits", asidBits, 16);
        check("vmidBits", vmidBits, 14);
        check("pmpRegions", pmpRegions, 16);
        if (pmpGranularity < 4 || pmpGranularity > MOST_GRANULARITY || Integer.bitCount(pmpGranularity) != 1) {
            throw new IllegalArgumentException("pmpGranularity = " + pmpGranularity + ": must be a power of two, 4 to " + MOST_GRANULARITY);
        }
        check("doorbellCycles", doorbellCycles, 1_000_000);
        if (xhaiov && !hypervisor) {
            throw new IllegalArgumentException("extension xhaiov needs extension h");
        }
        if ((resetVector & 1) != 0) {
            throw new IllegalArgumentException("resetVector 0x" + Long.toHexString(resetVector) + " is odd");
        }
    }

    private static void check(String name, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(name + " = " + value + ": must be 0 to " + most);
        }
    }
}

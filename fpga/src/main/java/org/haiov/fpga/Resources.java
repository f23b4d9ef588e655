package org.haiov.fpga;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a synthesised design is made of.
 *
 * @param cells number of each primitive of the FPGA family, by its name in the family's library
 */
public record Resources(Map<String, Long> cells) {
    public Resources {
        cells = new TreeMap<>(cells);
    }

    private long count(String cell) {
        return cells.getOrDefault(cell, 0L);
    }

    /**
     * Sites of four-input look-up tables on an ECP5: a LUT4 takes one, a two-bit carry cell two, a 16x4 LUT RAM four for the words and
     * two for its write port (Lattice FPGA-TN-02204, "Distributed RAM": the RAM takes two slices and a third drives the write
     * port). The wide multiplexers between (PFUMX, L6MUX21) are free in their slices.
     */
    public long ecp5Lut4() {
        return count("LUT4") + 2 * count("CCU2C") + 6 * count("TRELLIS_DPR16X4");
    }

    /** Flip-flops of an ECP5. */
    public long ecp5FlipFlops() {
        return count("TRELLIS_FF");
    }

    /** Block RAMs of 18 Kbit of an ECP5, true or pseudo dual port. */
    public long ecp5BlockRams() {
        return count("DP16KD") + count("PDPW16KD");
    }

    /** LUT RAMs of 16 words by 4 bits of an ECP5. */
    public long ecp5LutRams() {
        return count("TRELLIS_DPR16X4");
    }
}

package org.haiov.blocks.mmu;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * One region's byte of pmpcfg (P 3.7.1).
 *
 * @param lock L
 * @param match A, 2
 */
record PmpRegion(Signal lock, Signal match, Signal execute, Signal write, Signal read) implements Bundle {
    static final int OFF = 0;
    static final int TOR = 1;
    static final int NA4 = 2;

    static PmpRegion shape() {
        return new PmpRegion(Signal.of(1), Signal.of(2), Signal.of(1), Signal.of(1), Signal.of(1));
    }

    /** The byte as software reads it. */
    Bits register() {
        return Bits.cat(lock, Bits.lit(0, 2), match, execute, write, read);
    }

    /** Drives all members from a byte that software writes. */
    void fromRegister(Bits written) {
        // NA4 cannot be chosen with G >= 1: the field stays. R=0 with W=1 is reserved: W is not set
        Bits chosen = written.slice(4, 3);
        lock.set(written.bit(7));
        match.set(chosen.eq(NA4).mux(match, chosen));
        execute.set(written.bit(2));
        write.set(written.bit(1).and(written.bit(0)));
        read.set(written.bit(0));
    }

    Bits isOff() {
        return match.eq(OFF);
    }

    Bits isTop() {
        return match.eq(TOR);
    }

    /** NAPOT, there being no NA4. */
    Bits isPowerOfTwo() {
        return match.bit(1);
    }
}

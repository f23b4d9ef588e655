package org.haiov.blocks.csr;

import static org.haiov.hdl.Bundle.flip;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * A CSR instruction in M looks at a CSR. The answer is that of the cycle before: it holds from the second cycle with {@code address} on.
 *
 * @param address 12: as in the instruction
 * @param writes 1: it will write
 * @param substituted 12: what a write takes as {@code csrAddress}
 * @param value 64
 * @param modified 64: what CSRRS and CSRRC work on
 * @param verdict whether it may be accessed
 * @param quiet 1: a write bears on nothing but later reads: what is behind need not be fetched anew
 */
public record CsrRead(Signal address, Signal writes, Signal substituted, Signal value, Signal modified, Verdict verdict, Signal quiet)
        implements Bundle {
    /** The shape. */
    public static CsrRead shape() {
        return new CsrRead(Signal.of(12), Signal.of(1), flip(Signal.of(12)), flip(Signal.of(64)), flip(Signal.of(64)), flip(Verdict.shape()),
                flip(Signal.of(1)));
    }
}

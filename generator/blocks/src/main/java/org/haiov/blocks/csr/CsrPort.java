package org.haiov.blocks.csr;

import static org.haiov.hdl.Bundle.flip;

import org.haiov.facts.RiscvFacts;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * Access to a group of CSRs, seen from who asks. Numbers are after substitution: with V=1 those of supervisor CSRs have become those of VS
 * CSRs.
 *
 * @param address 12: what is read
 * @param value 64: its value, 0 where the group does not have it
 * @param write 1: {@code data} becomes the value of {@code writeAddress} at the end of the cycle
 */
record CsrPort(Signal address, Signal value, Signal write, Signal writeAddress, Signal data) implements Bundle {
    static CsrPort shape() {
        return new CsrPort(Signal.of(12), flip(Signal.of(64)), Signal.of(1), Signal.of(12), Signal.of(64));
    }

    /** The value, where the CSR of that name is read. */
    Bits reads(String name, Bits itsValue) {
        return is(address, name).mux(itsValue.zext(64), 0);
    }

    /** Whether the CSR of that name is written. */
    Bits writes(String name) {
        return write.and(is(writeAddress, name));
    }

    static Bits is(Bits address, String name) {
        return address.eq(RiscvFacts.csr(name).address());
    }
}

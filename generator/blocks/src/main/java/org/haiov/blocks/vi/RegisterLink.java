package org.haiov.blocks.vi;

import static org.haiov.hdl.Bundle.flip;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** An access to the register window, seen from the controller; docs/hart-link.md section 7. {@code size} is log2 of bytes. */
public record RegisterLink(Signal valid, Signal ready, Signal write, Signal address, Signal size, Signal wdata) implements Bundle {
    /** Bits of a byte offset in the window. */
    public static final int ADDRESS_BITS = 20;

    /** The response: a pulse for each access. */
    public record Response(Signal valid, Signal error, Signal rdata) implements Bundle {
        static Response shape() {
            return new Response(Signal.of(1), Signal.of(1), Signal.of(64));
        }
    }

    static RegisterLink shape() {
        return new RegisterLink(Signal.of(1), flip(Signal.of(1)), Signal.of(1), Signal.of(ADDRESS_BITS), Signal.of(2), Signal.of(64));
    }
}

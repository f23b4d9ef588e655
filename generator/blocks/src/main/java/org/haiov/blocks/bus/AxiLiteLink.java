package org.haiov.blocks.bus;

import static org.haiov.hdl.Bundle.flip;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** AXI4-Lite with 32-bit data (ARM IHI 0022E, part B), seen from the master. */
public record AxiLiteLink(Address aw, Write w, Reply b, Address ar, Read r) implements Bundle {
    /** An address channel. */
    public record Address(Signal valid, Signal addr, Signal prot, Signal ready) implements Bundle {
        static Address shape(int addressBits) {
            return new Address(Signal.of(1), Signal.of(addressBits), Signal.of(3), flip(Signal.of(1)));
        }
    }

    /** Write data. */
    public record Write(Signal valid, Signal data, Signal strb, Signal ready) implements Bundle {}

    /** Write response. */
    public record Reply(Signal valid, Signal resp, Signal ready) implements Bundle {}

    /** Read data. */
    public record Read(Signal valid, Signal data, Signal resp, Signal ready) implements Bundle {}

    /** The shape. */
    public static AxiLiteLink shape(int addressBits) {
        return new AxiLiteLink(Address.shape(addressBits), new Write(Signal.of(1), Signal.of(32), Signal.of(4), flip(Signal.of(1))),
                flip(new Reply(Signal.of(1), Signal.of(2), flip(Signal.of(1)))), Address.shape(addressBits),
                flip(new Read(Signal.of(1), Signal.of(32), Signal.of(2), flip(Signal.of(1)))));
    }
}

package org.haiov.blocks.bus;

import static org.haiov.hdl.Bundle.flip;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** AXI4 with 64-bit data (ARM IHI 0022E, part A), seen from the master; without REGION and USER, which are optional. */
public record AxiLink(Address aw, Write w, Reply b, Address ar, Read r) implements Bundle {
    /** AxBURST of an incrementing burst. */
    public static final int INCR = 1;
    /** AxCACHE: normal memory, modifiable and bufferable, not cacheable behind us. */
    public static final int BUFFERABLE = 0b0011;
    /** xRESP. */
    public static final int OKAY = 0;
    /** xRESP. */
    public static final int DECERR = 3;

    /** len: beats less one; size: log2 of a beat's bytes. */
    public record Address(Signal valid, Signal id, Signal addr, Signal len, Signal size, Signal burst, Signal lock, Signal cache, Signal prot,
            Signal qos, Signal ready) implements Bundle {
        static Address shape(int addressBits, int idBits) {
            return new Address(Signal.of(1), Signal.of(idBits), Signal.of(addressBits), Signal.of(8), Signal.of(3), Signal.of(2), Signal.of(1),
                    Signal.of(4), Signal.of(3), Signal.of(4), flip(Signal.of(1)));
        }

        /** Drives everything but valid and addr for an ordinary burst of so many words of 64 bits. */
        public void burst(int number, int words) {
            id.set(number);
            len.set(words - 1);
            size.set(3);
            burst.set(INCR);
            lock.set(0);
            cache.set(BUFFERABLE);
            prot.set(0);
            qos.set(0);
        }
    }

    /** Write data. */
    public record Write(Signal valid, Signal data, Signal strb, Signal last, Signal ready) implements Bundle {}

    /** Write response. */
    public record Reply(Signal valid, Signal id, Signal resp, Signal ready) implements Bundle {}

    /** Read data. */
    public record Read(Signal valid, Signal id, Signal data, Signal resp, Signal last, Signal ready) implements Bundle {}

    /** The shape. */
    public static AxiLink shape(int addressBits, int idBits) {
        return new AxiLink(Address.shape(addressBits, idBits),
                new Write(Signal.of(1), Signal.of(64), Signal.of(8), Signal.of(1), flip(Signal.of(1))),
                flip(new Reply(Signal.of(1), Signal.of(idBits), Signal.of(2), flip(Signal.of(1)))),
                Address.shape(addressBits, idBits),
                flip(new Read(Signal.of(1), Signal.of(idBits), Signal.of(64), Signal.of(2), Signal.of(1), flip(Signal.of(1)))));
    }
}

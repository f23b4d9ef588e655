package org.haiov.blocks.device;

import static org.haiov.hdl.Bundle.flip;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** Bytes one after the other, seen from who gives them: a byte goes over in a cycle in which valid and ready are 1. */
public record ByteStream(Signal valid, Signal data, Signal ready) implements Bundle {
    /** The shape. */
    public static ByteStream shape() {
        return new ByteStream(Signal.of(1), Signal.of(8), flip(Signal.of(1)));
    }
}

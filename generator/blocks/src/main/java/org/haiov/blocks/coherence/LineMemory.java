package org.haiov.blocks.coherence;

import static org.haiov.hdl.Bundle.flip;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * Whole lines of memory, seen from the hub: one access at a time. A write's words follow the accepted request; {@code in.done} ends a read
 * with its last word, and a write when it is performed.
 */
public record LineMemory(Request req, LineLink.Beat out, Response in) implements Bundle {
    /** address: of the line, without the bits of its offset. */
    public record Request(Signal valid, Signal write, Signal address, Signal ready) implements Bundle {}

    /** Words of a line, word 0 first, never held back by the hub. */
    public record Response(Signal valid, Signal data, Signal done, Signal error) implements Bundle {}

    /** The shape; see {@link LineLink#shape}. */
    public static LineMemory shape(int lineAddressBits) {
        return new LineMemory(new Request(Signal.of(1), Signal.of(1), Signal.of(lineAddressBits), flip(Signal.of(1))),
                new LineLink.Beat(Signal.of(1), Signal.of(64), flip(Signal.of(1))),
                flip(new Response(Signal.of(1), Signal.of(64), Signal.of(1), Signal.of(1))));
    }
}

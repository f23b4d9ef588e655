package org.haiov.blocks.coherence;

import static org.haiov.hdl.Bundle.flip;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * Reads and writes of a device, coherent with all data caches, seen from the device: up to a line at a time, one at a time. A write's words
 * follow the accepted request, word 0 first, all of the line's, with the bytes that change; {@code in.done} ends a write when it is performed.
 */
public record DmaLink(Request req, LineMemory.Beat out, Response in) implements Bundle {
    /** address: of the line. Holds until ready. */
    public record Request(Signal valid, Signal write, Signal address, Signal ready) implements Bundle {}

    /**
     * Words of a read, word 0 first, never held back; {@code done} ends the access, a read with its last word or, where the address leads to
     * no memory, with {@code error} and without words.
     */
    public record Response(Signal valid, Signal data, Signal done, Signal error) implements Bundle {}

    /** The shape; see {@link LineLink#shape}. */
    public static DmaLink shape(int lineAddressBits) {
        return new DmaLink(new Request(Signal.of(1), Signal.of(1), Signal.of(lineAddressBits), flip(Signal.of(1))),
                new LineMemory.Beat(Signal.of(1), Signal.of(64), Signal.of(8), flip(Signal.of(1))),
                flip(new Response(Signal.of(1), Signal.of(64), Signal.of(1), Signal.of(1))));
    }
}

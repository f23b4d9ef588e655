package org.haiov.blocks.coherence;

import static org.haiov.hdl.Bundle.flip;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * Whole lines of memory, seen from the hub. Reads and writes are two halves that know nothing of each other: the hub lets no read of a line
 * pass a write of it. Each half does one access at a time; a request, once valid, holds until ready.
 */
public record LineMemory(Read read, Write write) implements Bundle {
    /** req, then rsp: the words of the line. */
    public record Read(Request req, Response rsp) implements Bundle {}

    /** req, then the words of the line, word 0 first, then {@code performed}: later reads see it. */
    public record Write(Request req, Beat out, Performed performed) implements Bundle {}

    /** address: of the line, without the bits of its offset. */
    public record Request(Signal valid, Signal address, Signal ready) implements Bundle {}

    /**
     * Words of the line, word 0 first. {@code done} ends the read, with the last word or, where the address leads to no memory, without any;
     * {@code word} tells these apart. {@code error}, once 1, stays until done: the words from there on are of no meaning.
     */
    public record Response(Signal valid, Signal word, Signal data, Signal done, Signal error, Signal ready) implements Bundle {}

    /** A word to be written; mask: 8, its bytes that change. */
    public record Beat(Signal valid, Signal data, Signal mask, Signal ready) implements Bundle {}

    /** One cycle. */
    public record Performed(Signal done, Signal error) implements Bundle {}

    private static Request request(int lineAddressBits) {
        return new Request(Signal.of(1), Signal.of(lineAddressBits), flip(Signal.of(1)));
    }

    /** The shape of a reading half; see {@link LineLink#shape}. */
    public static Read readShape(int lineAddressBits) {
        return new Read(request(lineAddressBits),
                flip(new Response(Signal.of(1), Signal.of(1), Signal.of(64), Signal.of(1), Signal.of(1), flip(Signal.of(1)))));
    }

    /** The shape of a writing half. */
    public static Write writeShape(int lineAddressBits) {
        return new Write(request(lineAddressBits), new Beat(Signal.of(1), Signal.of(64), Signal.of(8), flip(Signal.of(1))),
                flip(new Performed(Signal.of(1), Signal.of(1))));
    }

    /** The shape; see {@link LineLink#shape}. */
    public static LineMemory shape(int lineAddressBits) {
        return new LineMemory(readShape(lineAddressBits), writeShape(lineAddressBits));
    }
}

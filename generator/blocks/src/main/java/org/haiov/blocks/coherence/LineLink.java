package org.haiov.blocks.coherence;

import static org.haiov.hdl.Bundle.flip;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * A cache's connection to the hub, seen from the cache (members that the hub drives are flipped). MESI; the hub handles one transaction at a
 * time, so between {@code req.ready} and {@code in.done} no probe comes to this cache, and a cache has one request at a time.
 *
 * <p>A request may be taken back or change in any cycle before ready: from UPGRADE to OWN when a probe takes the copy away, altogether when a
 * probe makes a WRITE_BACK needless or a fetch goes elsewhere. A waiting cache answers probes. Where the hub writes dirty words to memory, of a
 * WRITE_BACK or a probe, memory cannot refuse: a copy of an address without memory never comes about.
 */
public record LineLink(Request req, Beat out, Fill in, Probe probe, Answer ans) implements Bundle {
    /** op: {@link LineOp}; address: of the line, without the bits of its offset. */
    public record Request(Signal valid, Signal op, Signal address, Signal ready) implements Bundle {}

    /** 64-bit words of a line, word 0 first: after a WRITE_BACK was accepted, and after an answer with {@code dirty}. */
    public record Beat(Signal valid, Signal data, Signal ready) implements Bundle {}

    /**
     * From the hub: words of the line, word 0 first, never held back by the cache; {@code done} ends the transaction, with the last word
     * where there are words. With done: {@code exclusive} no other cache has a copy (SHARE); {@code error} there is no line: the address leads to
     * no memory, and no words came, or memory failed, and error is 1 from the word concerned on.
     */
    public record Fill(Signal valid, Signal data, Signal done, Signal exclusive, Signal error) implements Bundle {}

    /** From the hub: look for a copy; {@code invalidate} 1: it goes, 0: it becomes shared. Held until answered. */
    public record Probe(Signal valid, Signal invalidate, Signal address) implements Bundle {}

    /** One cycle, ends the probe: {@code had} a copy was there; {@code dirty} its words follow on {@code out}. */
    public record Answer(Signal valid, Signal had, Signal dirty) implements Bundle {}

    /**
     * The shape.
     *
     * @param lineAddressBits bits of a physical address without the offset in the line
     */
    public static LineLink shape(int lineAddressBits) {
        return new LineLink(new Request(Signal.of(1), Signal.of(2), Signal.of(lineAddressBits), flip(Signal.of(1))),
                new Beat(Signal.of(1), Signal.of(64), flip(Signal.of(1))),
                flip(new Fill(Signal.of(1), Signal.of(64), Signal.of(1), Signal.of(1), Signal.of(1))),
                flip(new Probe(Signal.of(1), Signal.of(1), Signal.of(lineAddressBits))),
                new Answer(Signal.of(1), Signal.of(1), Signal.of(1)));
    }
}

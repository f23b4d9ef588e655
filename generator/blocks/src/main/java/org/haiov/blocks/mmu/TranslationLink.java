package org.haiov.blocks.mmu;

import static org.haiov.hdl.Bundle.flip;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * A first-level TLB's question to the MMU, seen from who asks. The request holds, unchanged, until the response, one cycle; or is withdrawn
 * (valid falls), then no response comes for it in a later cycle. The entry of a response without fault allows the access asked for, and
 * is good for it at once (the page may allow it by MXR alone, which entries do not say).
 */
public record TranslationLink(Request req, Response rsp) implements Bundle {
    /** address: virtual, all 64 bits; kind: {@link AccessKind}; regime: with whose eyes. */
    public record Request(Signal valid, Signal address, Signal kind, Regime regime) implements Bundle {}

    /** Either an entry or, with {@code failed}, a fault. */
    public record Response(Signal valid, Signal failed, PageEntry entry, TranslationFault fault) implements Bundle {}

    /** The shape. */
    public static TranslationLink shape(HartConfig c) {
        return new TranslationLink(new Request(Signal.of(1), Signal.of(64), Signal.of(2), Regime.shape()),
                flip(new Response(Signal.of(1), Signal.of(1), PageEntry.shape(c), TranslationFault.shape())));
    }
}

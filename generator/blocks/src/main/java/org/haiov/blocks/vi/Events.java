package org.haiov.blocks.vi;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** What observers see of the controller beside the links; docs/hart-link.md section 10. Nothing in hardware needs it. */
public record Events(Answer answer, Signal sWithdrawn, RegCommit regCommit, Present present, Evict evict, DrainDone drainDone,
        Signal quiet) implements Bundle {
    /** A request is answered. {@code vid} and {@code coalesced} are 0 unless {@code ok}. */
    public record Answer(Signal valid, Signal hart, Signal ok, Signal vid, Signal coalesced) implements Bundle {
    }

    /** A register access takes effect; {@code full}: a config or ctx write that was not restricted to the mask or ignored. */
    public record RegCommit(Signal valid, Signal write, Signal address, Signal wdata, Signal full) implements Bundle {
    }

    /** A VID goes to a hart; all members are 0 unless {@code valid}. */
    public record Present(Signal valid, Signal vid, Signal hart, Signal level, Signal rank, Signal fast) implements Bundle {
    }

    /** A slot's evict VID became pending. */
    public record Evict(Signal valid, Signal slot, Signal vid) implements Bundle {
    }

    /** A requested drain is found done for the first time. */
    public record DrainDone(Signal valid, Signal slot) implements Bundle {
    }

    static Events shape(ViConfig c) {
        return new Events(
                new Answer(Signal.of(1), Signal.of(c.hartBits()), Signal.of(1), Signal.of(c.vidBits()), Signal.of(1)),
                Signal.of(c.harts()),
                new RegCommit(Signal.of(1), Signal.of(1), Signal.of(RegisterLink.ADDRESS_BITS), Signal.of(64), Signal.of(1)),
                new Present(Signal.of(1), Signal.of(c.vidBits()), Signal.of(c.hartBits()), Signal.of(2), Signal.of(2), Signal.of(1)),
                new Evict(Signal.of(1), Signal.of(c.slotBits()), Signal.of(c.vidBits())),
                new DrainDone(Signal.of(1), Signal.of(c.slotBits())),
                Signal.of(1));
    }
}

package org.haiov.blocks.vi;

import java.util.ArrayList;
import java.util.List;
import org.haiov.blocks.bus.RoundRobin;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.hdl.lib.OneHot;

/** Accepts at most one request a cycle, round robin over the harts. */
final class RequestArbiter extends Component {
    /** The harts' request ports. */
    final Vec<HartLink.Request> hart;
    /** 1 bit: none is accepted. */
    final Signal hold = input(1);
    /** The request accepted in this cycle, and the map entry that it names. */
    final Accepted accepted;
    final Signal index;

    /** @param outside the index is beyond the map's end */
    record Accepted(Signal valid, Signal hart, Signal outside, Signal slot) implements Bundle {
        static Accepted shape(ViConfig c) {
            return new Accepted(Signal.of(1), Signal.of(c.hartBits()), Signal.of(1), Signal.of(ViConfig.LINK_SLOT_BITS));
        }
    }

    RequestArbiter(ViConfig c) {
        hart = output(Vec.of(c.harts(), h -> HartLink.Request.shape()));
        accepted = output(Accepted.shape(c));
        index = output(c.entryBits());

        RoundRobin turn = add(new RoundRobin(c.harts()));
        List<Bits> valids = new ArrayList<>();
        List<Bits> indices = new ArrayList<>();
        List<Bits> outside = new ArrayList<>();
        List<Bits> slots = new ArrayList<>();
        for (HartLink.Request r : hart) {
            valids.addFirst(r.valid());
            indices.add(r.index().low(c.entryBits()));
            outside.add(r.index().slice(r.index().width() - 1, c.entryBits()).any());
            slots.add(r.slot());
        }
        turn.request.set(Bits.cat(valids));
        turn.advance.set(hold.not());
        for (int h = 0; h < c.harts(); h++) {
            hart.get(h).ready().set(turn.grant.bit(h).and(hold.not()));
        }
        accepted.valid().set(turn.grant.any().and(hold.not()));
        accepted.hart().set(OneHot.decode(turn.grant));
        index.set(OneHot.select(turn.grant, indices));
        accepted.outside().set(OneHot.select(turn.grant, outside));
        accepted.slot().set(OneHot.select(turn.grant, slots));
    }
}

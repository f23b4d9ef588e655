package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/**
 * A request from acceptance to commit: B looks at the map entry, C at the VID's config, D commits and answers. It never stalls, so an
 * answer is three cycles after acceptance.
 */
final class RequestPipeline extends Component {
    final RequestArbiter.Accepted accepted;
    /** B: the map entry that the accepted index names. */
    final MapEntry entry;
    /** B: the config to read. */
    final Signal lookUp = output(1);
    final Signal lookUpVid;
    /** C: the config read. */
    final Delivery config;
    /** C: the VID whose counter D may need. */
    final Signal countVid;
    final Signal countRead = output(1);
    /** D. */
    final Commit commit;
    /** 1 bit: some stage is in use. */
    final Signal busy = output(1);
    /** Whether a request of {@code slot} is accepted and not answered. */
    final Signal slot;
    final Signal slotBusy = output(1);

    /**
     * A request in its commit cycle.
     *
     * @param ok else fault 26
     * @param deliverable a hart may get the candidate, as far as its config says; 0 for a fault
     */
    record Commit(Signal valid, Signal hart, Signal ok, Signal deliverable, Candidate candidate) implements Bundle {
        static Commit shape(ViConfig c) {
            return new Commit(Signal.of(1), Signal.of(c.hartBits()), Signal.of(1), Signal.of(1), Candidate.shape(c));
        }
    }

    RequestPipeline(ViConfig c) {
        accepted = input(RequestArbiter.Accepted.shape(c));
        entry = input(MapEntry.shape(c));
        lookUpVid = output(c.vidBits());
        config = input(Delivery.shape(c));
        countVid = output(c.vidBits());
        commit = output(Commit.shape(c));
        slot = input(c.slotBits());

        Reg bValid = delayed(accepted.valid());
        Reg bHart = delayed(accepted.hart());
        Reg bSlot = delayed(accepted.slot());
        Reg bOutside = delayed(accepted.outside());
        Bits slotEqual = entry.slot().zext(ViConfig.LINK_SLOT_BITS).eq(bSlot);
        Bits hit = bValid.and(bOutside.not()).and(entry.valid()).and(slotEqual);
        lookUp.set(bValid);
        lookUpVid.set(entry.vid());

        Reg cValid = delayed(bValid);
        Reg cHart = delayed(bHart);
        Reg cSlot = delayed(bSlot);
        Reg cHit = delayed(hit);
        Reg cVid = delayed(entry.vid());
        Bits ok = cHit.and(config.valid()).and(config.slot().zext(ViConfig.LINK_SLOT_BITS).eq(cSlot));
        countVid.set(cVid);
        countRead.set(cValid);

        Commit next = wire(Commit.shape(c));
        next.valid().set(cValid);
        next.hart().set(cHart);
        next.ok().set(ok);
        next.deliverable().set(ok.and(config.deliverable()));
        next.candidate().from(cVid, config);
        Commit d = reg(Commit.shape(c));
        Bundle.set(d, next);
        Bundle.set(commit, d);
        Reg dSlot = delayed(cSlot);

        busy.set(bValid.or(cValid).or(d.valid()));
        Bits asked = slot.zext(ViConfig.LINK_SLOT_BITS);
        slotBusy.set(bValid.and(bSlot.eq(asked)).or(cValid.and(cSlot.eq(asked))).or(d.valid().and(dSlot.eq(asked))));
        assertThat(d.ok().and(d.valid().not()).not(), "an answer without a request");
    }
}

package org.haiov.blocks.mmu;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.StateMachine;

/**
 * Answers the two first-level TLBs, one question at a time, data before fetch: from the second-level TLB in the third cycle of a question, or by
 * a walk. A question that is withdrawn, or overtaken by a fence, is dropped at once.
 */
public final class Mmu extends Component {
    private enum State {
        REST,
        /** The second-level TLB compares. */
        LOOK,
        /** It has answered. */
        FOUND, WALK
    }

    public final TranslationLink fetch;
    public final TranslationLink data;
    public final WalkLink memory;
    public final FenceLink fence = input(FenceLink.shape());
    /** Registers of the CSR unit. */
    public final AddressSpaces spaces;
    /** The PMP registers; null without PMP. */
    public final PmpPort pmp;
    /**
     * Xhaiov 3, null without: MMIO leaves have their meaning (mhaiovcfg.EN; a change is followed by a fence of {@link FenceKind#ALL}); the
     * data side's access is a load or store instruction with V=1, aligned, and no LR, SC, AMO, HLV, HLVX, HSV.
     */
    public final Signal mmioLeaves;
    public final Signal plain;

    /**
     * @param ramBytes size of RAM
     * @param xhaiov with MMIO leaves
     */
    public Mmu(HartConfig c, long ramBytes, boolean xhaiov) {
        fetch = input(TranslationLink.shape(c));
        data = input(TranslationLink.shape(c));
        memory = output(WalkLink.shape(c.physicalBits()));
        spaces = input(AddressSpaces.shape(c));
        pmp = c.pmpRegions() > 0 ? input(PmpPort.shape()) : null;
        mmioLeaves = xhaiov ? input(1) : null;
        plain = xhaiov ? input(1) : null;

        SecondTlb second = add(new SecondTlb(c));
        Walker walker = add(new Walker(c));
        ProtectionUnit protection = add(new ProtectionUnit(c, ramBytes));
        Bundle.connect(protection.link, walker.protection);
        if (pmp != null) {
            Bundle.connect(protection.pmp, pmp);
        }

        // the question at hand
        Reg ofData = reg(1, 0);
        Reg address = reg(64, 0);
        Reg kind = reg(2, 0);
        Regime regime = reg(Regime.shape());
        TlbTag tag = reg(TlbTag.shape(c));

        StateMachine<State> state = machine(State.REST);
        Bits free = state.is(State.REST).and(walker.ready).and(second.busy.not());
        Bits fences = fence.valid();
        Bits takesData = data.req().valid();
        Bits accepts = free.and(fences.not()).and(takesData.or(fetch.req().valid()));
        Bits nextAddress = takesData.mux(data.req().address(), fetch.req().address());
        Regime nextRegime = wire(Regime.shape());
        Bundle.set(nextRegime, fetch.req().regime());
        when(takesData, () -> Bundle.set(nextRegime, data.req().regime()));
        when(accepts, () -> {
            ofData.set(takesData);
            address.set(nextAddress);
            kind.set(takesData.mux(data.req().kind(), fetch.req().kind()));
            Bundle.set(regime, nextRegime);
            Tags.derive(tag, nextRegime, spaces);
        });
        // the second level compares with a fence as it does with a question
        Bits sweeps = free.and(fences);
        Bits guestPhysical = fence.kind().eq(FenceKind.GUEST_PHYSICAL.ordinal());
        when(sweeps, () -> {
            address.set(fence.address());
            tag.asid().set(fence.id().low(c.asidBits()));
            tag.vmid().set(guestPhysical.mux(fence.id().low(c.vmidBits()), spaces.hgatp().id()));
        });
        Bits wanted = ofData.mux(data.req().valid(), fetch.req().valid()).and(fences.not());

        second.look.set(accepts);
        second.lookPage.set(nextAddress.high(64 - HartConfig.PAGE_BITS));
        second.page.set(address.high(64 - HartConfig.PAGE_BITS));
        second.kind.set(kind);
        Bundle.set(second.regime, regime);
        Bundle.set(second.tag, tag);
        Bundle.connect(second.fence, fence);
        second.sweep.set(sweeps);

        walker.address.set(address);
        walker.kind.set(kind);
        Bundle.set(walker.regime, regime);
        Bundle.set(walker.tag, tag);
        Bundle.set(walker.spaces, spaces);
        walker.mmioLeaves.set(xhaiov ? mmioLeaves : Bits.lit(false));
        walker.plain.set(xhaiov ? plain : Bits.lit(false));
        walker.forgetPointers.set(fences);
        walker.forgetGuestPages.set(fences.and(guestPhysical.or(fence.kind().eq(FenceKind.ALL.ordinal()))));
        Bundle.connect(memory, walker.memory);

        // the walker begins while the second level compares, and is stopped if that has the answer: it has not read anything by then
        Bits found = state.is(State.FOUND).and(second.hit);
        Bits walked = walker.done.or(walker.failed);
        walker.start.set(state.is(State.LOOK).and(wanted));
        walker.abort.set(wanted.not().or(found));
        second.fill.set(walker.done.and(wanted).and(tag.machine().not()));
        Bundle.set(second.filled, walker.entry);
        second.size.set(walker.size);

        state.in(State.REST, () -> when(accepts, () -> state.go(State.LOOK)));
        state.in(State.LOOK, () -> state.go(State.FOUND));
        state.in(State.FOUND, () -> when(second.hit.or(walked), () -> state.go(State.REST)).otherwise(() -> state.go(State.WALK)));
        state.in(State.WALK, () -> when(walked, () -> state.go(State.REST)));
        when(wanted.not().and(state.is(State.REST).not()), () -> state.go(State.REST));

        Bits answers = wanted.and(walked.or(found));
        respond(fetch, answers.and(ofData.not()), found, second, walker);
        respond(data, answers.and(ofData), found, second, walker);
    }

    private void respond(TranslationLink link, Bits valid, Bits found, SecondTlb second, Walker walker) {
        TranslationLink.Response response = link.rsp();
        response.valid().set(valid);
        response.failed().set(walker.failed.and(found.not()));
        Bundle.set(response.entry(), walker.entry);
        when(found, () -> Bundle.set(response.entry(), second.entry));
        Bundle.set(response.fault(), walker.fault);
    }
}

package org.haiov.blocks.cache;

import java.util.ArrayList;
import java.util.List;
import org.haiov.blocks.coherence.LineLink;
import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.device.DeviceLink;
import org.haiov.blocks.mmu.AccessKind;
import org.haiov.blocks.mmu.FirstTlb;
import org.haiov.blocks.mmu.PageEntry;
import org.haiov.blocks.mmu.Regime;
import org.haiov.blocks.mmu.TlbTag;
import org.haiov.blocks.mmu.TranslationFault;
import org.haiov.blocks.mmu.TranslationLink;
import org.haiov.blocks.mmu.WalkLink;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Choice;
import org.haiov.hdl.Component;
import org.haiov.hdl.Enumerated;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.lib.OneHot;
import org.haiov.hdl.lib.Packed;

/**
 * The load/store pipe of a hart with data cache and first-level TLB. In E the arrays and the TLB are read, in M compared; a hit gives its value in M, a
 * store that hits writes in W. All else makes M wait: here it is decided for what ({@link State}), {@link LineEngine} does what concerns lines.
 */
public final class DataCache extends Component {
    /** What the instruction in M waits for, or with what it leaves in this cycle. */
    private enum State {
        /** Tries its access. */
        TRY,
        /** For the MMU; for its line; for a device. */
        TRANSLATE, LINE, DEVICE,
        /** Leaves: with {@code heldWord} for its value, an AMO with its new value for W; with a fault. */
        ATOMIC, DONE, FAULT
    }

    private static final int LOAD_FAULT = 5;
    private static final int STORE_FAULT = 7;

    public final DataLink pipe;
    public final TranslationLink mmu;
    public final WalkLink walk;
    public final LineLink hub;
    public final DeviceLink devices;

    /** With whose eyes loads and stores look, and HLV, HLVX and HSV. */
    public final Regime regime;
    public final TlbTag tag;
    public final Regime guestRegime;
    public final TlbTag guestTag;
    /** 1 bit: the TLB forgets everything. */
    public final Signal flush = input(1);
    /** 1 bit: the reservation of LR ends. */
    public final Signal drop = input(1);

    /** Pulses for counters: a line is fetched for M; a dirty line goes to make place; the TLB had no answer. */
    public final Signal missed = output(1);
    public final Signal wroteBack = output(1);
    public final Signal tlbMissed = output(1);

    public DataCache(HartConfig c) {
        Layout l = Layout.ofData(c);
        int ways = l.ways();
        pipe = input(DataLink.shape(c.physicalBits()));
        mmu = output(TranslationLink.shape(c));
        walk = input(WalkLink.shape(c.physicalBits()));
        hub = output(LineLink.shape(l.lineAddressBits()));
        devices = output(DeviceLink.shape(c.physicalBits()));
        regime = input(Regime.shape());
        tag = input(TlbTag.shape(c));
        guestRegime = input(Regime.shape());
        guestTag = input(TlbTag.shape(c));

        FirstTlb tlb = add(new FirstTlb(c));
        DataArrays arrays = add(new DataArrays(l));
        LineEngine lines = add(new LineEngine(l));
        StorePipe stores = add(new StorePipe(l));
        Reservation reservation = add(new Reservation(l, c.firstTlb().ways()));

        // ---- E to M
        DataLink.Issue e = pipe.e();
        Reg there = reg(1, 0);
        Reg first = delayed(e.valid());
        Enumerated<MemoryOp> op = reg(MemoryOp.LOAD);
        Reg kind = reg(2, 0);
        Reg funct5 = reg(5, 0);
        Reg size = reg(2, 0);
        Reg withZeros = reg(1, 0);
        Reg offset = reg(HartConfig.PAGE_BITS, 0);
        Bits loads = e.op().eq(MemoryOp.LOAD.ordinal()).or(e.op().eq(MemoryOp.LOAD_RESERVED.ordinal()));
        // whose eyes is known early in E, and M has no time to choose
        Regime eyes = reg(Regime.shape());
        TlbTag eyesTag = reg(TlbTag.shape(c));
        when(e.valid(), () -> {
            Packed.set(eyes, e.hypervisor().mux(Packed.of(guestRegime), Packed.of(regime)));
            Packed.set(eyesTag, e.hypervisor().mux(Packed.of(guestTag), Packed.of(tag)));
            op.bits().set(e.op());
            kind.set(e.executable().mux(kindIs(AccessKind.LOAD_EXECUTABLE), loads.mux(kindIs(AccessKind.LOAD), kindIs(AccessKind.STORE))));
            funct5.set(e.function());
            size.set(e.size());
            withZeros.set(e.unsigned());
            offset.set(e.address().low(HartConfig.PAGE_BITS));
        });
        Enumerated<State> state = reg(State.TRY);
        Bits trying = state.is(State.TRY);
        Bits waiting = state.is(State.TRANSLATE).or(state.is(State.LINE)).or(state.is(State.DEVICE));
        // 1: the arrays were read for M at the last edge, and nobody else was at them
        Reg looked = reg(1, 0);
        Bits stays = there.and(waiting.or(trying.and(looked.not())));
        looked.set(lines.open.and(stays.or(e.valid())));
        Bits indexNext = lines.open.mux(stays.mux(l.index(offset), l.index(e.address())), lines.index);

        // ---- M: translation
        tlb.move.set(e.valid());
        tlb.page.set(e.address().high(64 - HartConfig.PAGE_BITS));
        tlb.kind.set(kind);
        Bundle.set(tlb.regime, eyes);
        Bundle.set(tlb.tag, eyesTag);
        tlb.flush.set(flush);
        Bits translated = state.is(State.TRANSLATE).and(mmu.rsp().valid());
        tlb.enter.set(translated.and(mmu.rsp().failed().not()));
        Bundle.set(tlb.entered, mmu.rsp().entry());
        Bits physical = Bits.cat(tlb.entry.page(), offset);
        mmu.req().valid().set(state.is(State.TRANSLATE));
        mmu.req().address().set(Bits.cat(tlb.held, offset));
        mmu.req().kind().set(kind);
        Bundle.set(mmu.req().regime(), eyes);

        // ---- M: hit, and the word
        arrays.index.set(indexNext);
        // every page number against every tag, beside the TLB's own comparison
        List<Bits> equal = new ArrayList<>();
        for (PageEntry p : tlb.entries) {
            equal.add(Bits.cat(arrays.tags.asList().stream().map(t -> t.valid().and(l.tag(p.page(), offset).eq(t.tag()))).toList().reversed()));
        }
        // the way with the line, without asking whether the access is allowed: that would be too late to select the word
        Signal hitWays = wire(ways);
        hitWays.set(OneHot.select(tlb.forPage, equal));
        Bits isLoad = op.is(MemoryOp.LOAD);
        Bits writable = Bits.cat(arrays.tags.asList().stream().map(TagEntry::writable).toList().reversed());
        Bits suffices = writable.or(isLoad.repeat(ways));
        Bits hit = tlb.ways.and(Bits.cat(equal.stream().map(w -> w.and(suffices).any()).toList().reversed())).any();
        Reg heldWord = reg(64, 0);
        stores.readIndex.set(l.index(offset));
        WordSelect select = add(new WordSelect(l));
        for (int w = 0; w < ways; w++) {
            select.words.get(w).set(arrays.words.get(w));
        }
        select.hits.set(hitWays);
        select.byPlace.set(lines.takesWord);
        select.place.set(lines.place);
        select.forward.set(stores.forward);
        select.forwardWay.set(stores.forwardWay);
        select.forwarded.set(stores.forwarded);
        select.byHeld.set(lines.takesWord.or(trying).not());
        Reg succeeds = reg(1, 0);
        select.held.set(heldWord.or(conditionalValue(op.is(MemoryOp.STORE_CONDITIONAL).and(succeeds.not()), size)));
        lines.word.set(select.word);
        LoadAlign align = add(new LoadAlign());
        align.word.set(select.word);
        align.at.set(offset.low(Layout.BYTE_BITS));
        align.size.set(size);
        align.withZeros.set(withZeros);

        // ---- M: what comes of the try
        Bits kill = pipe.m().kill();
        Bits isStore = op.is(MemoryOp.STORE);
        Bits isReserving = op.is(MemoryOp.LOAD_RESERVED);
        Bits isConditional = op.is(MemoryOp.STORE_CONDITIONAL);
        Bits isAmo = op.is(MemoryOp.AMO);
        Bits readAgain = stores.conflict.and(isStore.not());
        Bits tries = there.and(trying).and(looked).and(lines.open).and(readAgain.not());
        Bits leavesAtOnce = tries.and(isLoad.or(isStore).or(isReserving)).and(hit);
        // a device's answer may come while the lines' word stands in the way
        Bits held = state.is(State.DONE).and(lines.takesWord.not());
        Bits leaves = leavesAtOnce.or(there.and(state.is(State.ATOMIC).or(held).or(state.is(State.FAULT))));
        Bits fails = isConditional.and(reservation.here.not());
        Reg heldWay = reg(ways, 0);
        TranslationFault fault = reg(TranslationFault.shape());
        Runnable accessFault = () -> {
            // the rest is 0 since E
            fault.cause().set(isLoad.or(isReserving).mux(Bits.lit(LOAD_FAULT, 6), Bits.lit(STORE_FAULT, 6)));
            state.set(State.FAULT);
        };
        tlbMissed.set(0);
        Choice in = switchOn(state);
        in.is(State.TRY, () -> when(tries, () -> {
            heldWay.set(hitWays);
            heldWord.set(select.word.and(isConditional.not().repeat(64)));
            succeeds.set(fails.not());
            when(kill, () -> { }).elseWhen(tlb.hit.not(), () -> {
                tlbMissed.set(1);
                state.set(State.TRANSLATE);
            }).elseWhen(tlb.entry.device(), () -> when(isLoad.or(isStore), () -> state.set(State.DEVICE)).otherwise(accessFault))
                    .elseWhen(fails, () -> state.set(State.DONE))
                    .elseWhen(hit, () -> {
                        when(isAmo, () -> state.set(State.ATOMIC));
                        when(isConditional, () -> state.set(State.DONE));
                    }).otherwise(() -> state.set(State.LINE));
        }));
        in.is(State.TRANSLATE, () -> when(mmu.rsp().valid(), () -> {
            when(mmu.rsp().failed(), () -> {
                Bundle.set(fault, mmu.rsp().fault());
                state.set(State.FAULT);
            }).otherwise(() -> state.set(State.TRY));
        }));
        in.is(State.LINE, () -> {
            heldWord.set(hub.in().data());
            // a load needs no more than its word; the rest of the line comes while M goes on
            when(lines.passing.and(isLoad), () -> state.set(State.DONE))
                    .elseWhen(lines.given, () -> when(lines.refused, accessFault).otherwise(() -> state.set(State.TRY)));
        });
        Reg asked = reg(1, 0);
        in.is(State.DEVICE, () -> {
            heldWord.set(devices.rsp().data());
            when(devices.req().ready(), () -> asked.set(1));
            when(devices.rsp().valid(), () -> {
                asked.set(0);
                when(devices.rsp().error(), accessFault).otherwise(() -> state.set(State.DONE));
            });
        });
        when(e.valid(), () -> there.set(1)).elseWhen(leaves.or(kill), () -> there.set(0));
        when(e.valid().or(leaves), () -> state.set(State.TRY));
        when(e.valid(), () -> Packed.set(fault, Bits.lit(0, Packed.width(fault))));

        pipe.r().busy().set(there.and(leaves.not()));
        pipe.r().data().set(align.value);
        pipe.r().failed().set(state.is(State.FAULT));
        Bundle.set(pipe.r().fault(), fault);
        pipe.r().physical().set(physical);

        // ---- W
        Bits spread = LoadAlign.spread(pipe.m().data(), size);
        AtomicUnit atomic = add(new AtomicUnit());
        atomic.funct5.set(funct5);
        atomic.isDouble.set(size.bit(0));
        atomic.upper.set(offset.bit(2));
        atomic.word.set(heldWord);
        atomic.operand.set(pipe.m().data());
        Bits mask = LoadAlign.mask(offset.low(Layout.BYTE_BITS), size);
        Bits storesLater = state.is(State.ATOMIC).or(state.is(State.DONE).and(isConditional).and(succeeds));
        stores.enter.set(storesLater.or(isStore.and(leavesAtOnce).and(kill.not())));
        stores.enterWay.set(trying.mux(hitWays, heldWay));
        stores.enterIndex.set(l.index(offset));
        stores.enterData.set(state.is(State.ATOMIC).mux(atomic.result, spread));
        stores.enterMask.set(mask);
        arrays.word.set(stores.valid.mux(stores.data, hub.in().data()));
        arrays.wordWrite.set(stores.way.or(lines.fill));
        arrays.wordIndex.set(stores.valid.mux(stores.index, lines.fillIndex));
        arrays.wordMask.set(stores.valid.mux(stores.mask, Bits.lit(0xff, 8)));
        Bits engineSet = l.setOf(lines.at.low(l.indexBits()));
        arrays.dirtySet.set(stores.valid.mux(l.setOf(stores.index), engineSet));
        arrays.soil.set(stores.way.or(lines.soil));
        arrays.clean.set(lines.clean);
        arrays.tagWrite.set(lines.tagWrite);
        arrays.tagSet.set(engineSet);
        Bundle.set(arrays.tag, lines.tag);

        // ---- lines
        Bundle.connect(hub, lines.hub);
        Bundle.connect(lines.walk, walk);
        lines.wants.set(state.is(State.LINE));
        lines.wantsOwn.set(isLoad.not());
        lines.wantedWord.set(physical.high(l.wordAddressBits()));
        lines.tried.set(tries);
        lines.drained.set(stores.valid.or(storesLater).not());
        lines.still.set(stores.valid.not().and(state.is(State.TRANSLATE).or(state.is(State.LINE))));
        for (int w = 0; w < ways; w++) {
            Bundle.set(lines.tags.get(w), arrays.tags.get(w));
        }
        lines.dirtyWays.set(arrays.dirty);
        missed.set(lines.missed);
        wroteBack.set(lines.wroteBack);

        // ---- reservation
        reservation.set.set(tries.and(isReserving).and(hit).and(kill.not()).and(drop.not()));
        reservation.address.set(physical);
        reservation.place.set(hitWays);
        reservation.ends.set(drop.or(there.and(state.is(State.DONE)).and(isConditional)));
        reservation.offset.set(offset);
        reservation.pageWays.set(tlb.ways);
        for (int t = 0; t < tlb.entries.size(); t++) {
            reservation.pages.get(t).set(tlb.entries.get(t).page());
        }
        reservation.probed.set(hub.probe().valid());
        reservation.probedLine.set(hub.probe().address());
        reservation.answered.set(lines.answered);
        reservation.taken.set(lines.taken);
        reservation.evicted.set(lines.evicted);
        reservation.evictedSet.set(engineSet);
        lines.holdBack.set(reservation.holdBack);

        // ---- devices
        devices.req().valid().set(state.is(State.DEVICE).and(asked.not()));
        devices.req().write().set(isStore);
        devices.req().address().set(physical);
        devices.req().size().set(size);
        devices.req().data().set(spread);

        assertThat(e.valid().and(pipe.r().busy()).not(), "an instruction is issued while M waits");
        assertThat(kill.and(first.not()).and(there).not(), "an instruction is killed in M after its first cycle");
        assertThat(storesLater.and(lines.takesWord).not(), "an AMO or SC finds the lines' word in its way");
        assertThat(tries.not().or(hitWays.and(hitWays.minus(1)).isZero()), "two ways hit");
        assertThat(tries.and(tlb.entry.device()).and(hit).not(), "a device is in the cache");
        assertThat(lines.open.or(stores.valid.not()).or(lines.fill.isZero()), "a store and a fill write at once");
    }

    /** What SC gives, 1 where it fails, in the word at every place where its access may lie. */
    private static Bits conditionalValue(Bits fails, Bits size) {
        return Bits.cat(Bits.lit(0, 31), fails.and(size.bit(0).not()), Bits.lit(0, 31), fails);
    }

    private static Bits kindIs(AccessKind kind) {
        return Bits.lit(kind.ordinal(), 2);
    }
}

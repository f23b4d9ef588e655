package org.haiov.blocks.cache;

import java.util.ArrayList;
import java.util.List;
import org.haiov.blocks.coherence.LineLink;
import org.haiov.blocks.coherence.LineOp;
import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.config.HartConfig.CacheShape;
import org.haiov.blocks.mmu.AccessKind;
import org.haiov.blocks.mmu.FirstTlb;
import org.haiov.blocks.mmu.PageEntry;
import org.haiov.blocks.mmu.Regime;
import org.haiov.blocks.mmu.TlbTag;
import org.haiov.blocks.mmu.TranslationFault;
import org.haiov.blocks.mmu.TranslationLink;
import org.haiov.facts.RiscvFacts;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.hdl.lib.OneHot;
import org.haiov.hdl.lib.Priority;
import org.haiov.hdl.lib.Trees;

/**
 * Instruction cache with its first-level TLB: virtually indexed, physically tagged; 64 bits a cycle where both hit. Words, tags and TLB are read
 * in F1 and compared in F2, tags against the page of every TLB way while the TLB still decides.
 *
 * <p>An address that is not answered stays in F2 and is looked up anew in every cycle; so it finds what was filled in meanwhile. Words of
 * the line being filled can be had as soon as they are in the arrays, two cycles after they came; other lines hit during a fill.
 */
public final class InstructionCache extends Component {
    private final CacheShape shape;
    private final int pageBits;
    /** Bits of a page offset that belong to the tag, where a way is smaller than a page. */
    private final int offsetTagBits;

    public final FetchLink fetch = input(FetchLink.shape());
    /** With whose eyes is fetched, and how the TLB tags that. */
    public final Regime regime = input(Regime.shape());
    public final TlbTag tag;
    /** 1: forgets all translations. */
    public final Signal flush = input(1);
    /** Only SHARE, and never probed. */
    public final LineLink lines;
    public final TranslationLink translation;
    /** 1 bit: a line is asked for (counters). */
    public final Signal missed = output(1);

    private final FirstTlb tlb;
    private final Vec<InstructionWay> ways;

    // F2: the address looked up
    private final Reg pending = reg(1, 0);
    private final Reg offset = reg(HartConfig.PAGE_BITS, 0);
    private final Signal look = wire(HartConfig.PAGE_BITS);
    /** The MMU is asked; it said fault. */
    private final Reg asking = reg(1, 0);
    private final Reg faulted = reg(1, 0);

    // the line being asked for or filled
    private final Reg missing = reg(1, 0);
    private final Reg filling = reg(1, 0);
    /** Everything was forgotten since it was asked for. */
    private final Reg stale = reg(1, 0);
    private final Reg fillPage;
    private final Reg fillOffset = reg(HartConfig.PAGE_BITS, 0);
    private final Reg fillWay;
    /** Words that came. */
    private final Reg fillCount;
    /** Memory refused the line. */
    private final Reg refused = reg(1, 0);

    private final Signal start = wire(1);
    private final Signal done = wire(1);
    /** F2: a way has the line; the word of the line being filled is there; that line is the one looked for. */
    private final Signal hitWays;
    private final Signal fillMatch = wire(1);
    private final Signal fillHit = wire(1);
    private final Signal answered = wire(1);

    public InstructionCache(HartConfig c) {
        shape = c.instructionCache();
        pageBits = c.pageNumberBits();
        offsetTagBits = HartConfig.PAGE_BITS - shape.setBits() - shape.lineBits();
        tag = input(TlbTag.shape(c));
        lines = output(LineLink.shape(c.physicalBits() - shape.lineBits()));
        translation = output(TranslationLink.shape(c));
        tlb = add(new FirstTlb(c));
        ways = Vec.of(shape.ways(), w -> add(new InstructionWay(shape, pageBits + offsetTagBits)));
        fillPage = reg(pageBits, 0);
        fillWay = reg(shape.ways(), 1);
        fillCount = reg(shape.lineBits() - 2, 0);
        hitWays = wire(shape.ways());

        lookUp();
        translate();
        compare();
        fill();
        answer();
    }

    /** F1; and F2 again, while it waits. */
    private void lookUp() {
        look.set(fetch.valid().mux(fetch.address().low(HartConfig.PAGE_BITS), offset));
        offset.set(look);
        when(fetch.valid(), () -> pending.set(1)).elseWhen(answered.or(fetch.invalidate()), () -> pending.set(0));
        ways.forEach(w -> w.look.set(look.slice(shape.lineBits() + shape.setBits() - 1, 3)));
        tlb.move.set(fetch.valid());
        tlb.page.set(fetch.address().high(64 - HartConfig.PAGE_BITS));
        tlb.kind.set(AccessKind.FETCH.ordinal());
        Bundle.set(tlb.regime, regime);
        Bundle.set(tlb.tag, tag);
        tlb.flush.set(flush);
        assertThat(fetch.valid().and(fetch.invalidate()).not(), "an address is fetched from while everything is forgotten");
    }

    private void translate() {
        TranslationLink.Response rsp = translation.rsp();
        // one cycle between two requests: the MMU sees by it that the first was taken back
        translation.req().valid().set(asking);
        translation.req().address().set(Bits.cat(tlb.held, offset.high(HartConfig.PAGE_BITS - 3), Bits.lit(0, 3)));
        translation.req().kind().set(AccessKind.FETCH.ordinal());
        Bundle.set(translation.req().regime(), regime);
        Bits ends = fetch.valid().or(fetch.invalidate());
        Bits given = asking.and(rsp.valid());
        when(ends.or(rsp.valid()), () -> asking.set(0)).elseWhen(pending.and(tlb.hit.not()).and(faulted.not()), () -> asking.set(1));
        when(ends.or(answered), () -> faulted.set(0)).elseWhen(given.and(rsp.failed()), () -> faulted.set(1));
        tlb.enter.set(given.and(rsp.failed().not()).and(fetch.valid().not()));
        Bundle.set(tlb.entered, rsp.entry());
        rsp.entry().read().ignored();
    }

    /** Compares a page and the tag's part of the offset with those of each TLB way and the address in F2. */
    private Bits same(Bits page, Bits offsetTag) {
        List<Bits> byWay = new ArrayList<>();
        for (int t = 0; t < tlb.entries.size(); t++) {
            byWay.add(tlb.ways.bit(t).and(tlb.entries.get(t).page().eq(page)));
        }
        Bits any = Trees.reduce(byWay, Bits::or);
        return offsetTagBits == 0 ? any : any.and(offsetTag.eq(offset.high(offsetTagBits)));
    }

    private void compare() {
        List<Bits> hits = new ArrayList<>();
        for (InstructionWay w : ways) {
            Bits offsetTag = offsetTagBits == 0 ? null : w.tag.low(offsetTagBits);
            hits.add(w.valid.and(same(w.tag.high(pageBits), offsetTag)));
        }
        hitWays.set(Bits.cat(hits.reversed()));
        int setTop = shape.lineBits() + shape.setBits() - 1;
        Bits lookedWord = look.slice(shape.lineBits() - 1, 3);
        Signal sameSet = wire(1);
        sameSet.set(look.slice(setTop, shape.lineBits()).eq(fillOffset.slice(setTop, shape.lineBits())));
        Reg inFillSet = delayed(sameSet);
        Reg arrived = delayed(filling.and(stale.not()).and(sameSet).and(fillCount.gtu(lookedWord.zext(fillCount.width()))));
        Bits fillOffsetTag = offsetTagBits == 0 ? null : fillOffset.high(offsetTagBits);
        fillMatch.set(inFillSet.and(same(fillPage, fillOffsetTag)));
        fillHit.set(arrived.and(fillMatch));
        assertThat(hitWays.and(hitWays.minus(1)).isZero(), "a line is in two ways");
    }

    private void fill() {
        LineLink.Fill in = lines.in();
        Reg settling = delayed(filling);
        Signal miss = wire(1);
        // right after a fill the lookup in F2 is one of before its end
        miss.set(pending.and(tlb.hit).and(hitWays.any().not()).and(filling.or(settling).or(missing).not()).and(refused.and(fillMatch).not()));
        Bits ends = fetch.valid().or(fetch.invalidate());
        Bits valid = Bits.cat(ways.asList().stream().map(w -> (Bits) w.valid).toList().reversed());
        start.set(missing.and(lines.req().ready()));
        when(start.or(ends), () -> missing.set(0)).elseWhen(miss, () -> {
            missing.set(1);
            fillPage.set(OneHot.select(tlb.ways, tlb.entries.asList().stream().map(PageEntry::page).toList()));
            fillOffset.set(offset);
            fillWay.set(valid.all().mux(random(), Priority.first(valid.not())));
        });
        when(ends.or(answered).or(miss), () -> refused.set(0)).elseWhen(done.and(in.error()), () -> refused.set(stale.not()));

        lines.req().valid().set(missing);
        lines.req().op().set(LineOp.SHARE.ordinal());
        lines.req().address().set(Bits.cat(fillPage, fillOffset.high(HartConfig.PAGE_BITS - shape.lineBits())));
        missed.set(start);
        done.set(filling.and(in.done()));
        Bits word = filling.and(in.valid()).and(in.error().not());
        when(start, () -> {
            filling.set(1);
            fillCount.set(0);
            stale.set(fetch.invalidate());
        }).otherwise(() -> {
            when(word, () -> fillCount.set(fillCount.plus(1)));
            when(done, () -> filling.set(0));
            when(fetch.invalidate(), () -> stale.set(1));
        });
        Bits place = Bits.cat(fillOffset.slice(shape.lineBits() + shape.setBits() - 1, shape.lineBits()), fillCount.low(shape.lineBits() - 3));
        Bits newTag = offsetTagBits == 0 ? fillPage : Bits.cat(fillPage, fillOffset.high(offsetTagBits));
        for (int w = 0; w < ways.size(); w++) {
            InstructionWay way = ways.get(w);
            way.place.set(place);
            way.write.set(word.and(fillWay.bit(w)));
            way.word.set(in.data());
            way.clear.set(start.and(fillWay.bit(w)));
            way.complete.set(done.and(in.error().not()).and(stale.not()).and(fillWay.bit(w)));
            way.newTag.set(newTag);
            way.invalidate.set(fetch.invalidate());
        }
        withoutProbes();
        in.exclusive().ignored();
    }

    /** One-hot: any way, by the number of fills so far. */
    private Bits random() {
        if (shape.ways() == 1) {
            return Bits.lit(1, 1);
        }
        Reg turn = reg(shape.ways(), 1);
        when(done, () -> turn.set(Bits.cat(turn.low(shape.ways() - 1), turn.msb())));
        return turn;
    }

    private void withoutProbes() {
        lines.out().valid().set(0);
        lines.out().data().set(0);
        lines.out().ready().ignored();
        lines.ans().valid().set(0);
        lines.ans().had().set(0);
        lines.ans().dirty().set(0);
        lines.probe().valid().ignored();
        lines.probe().invalidate().ignored();
        lines.probe().address().ignored();
    }

    private void answer() {
        TranslationFault fault = reg(TranslationFault.shape());
        when(translation.rsp().valid(), () -> Bundle.set(fault, translation.rsp().fault()));
        Signal refusedHere = wire(1);
        refusedHere.set(refused.and(fillMatch));
        Bits hit = hitWays.any().or(fillHit);
        answered.set(pending.and(hit.or(faulted).or(refusedHere)));
        fetch.answered().set(answered);
        Bits chosen = hitWays.or(fillHit.repeat(shape.ways()).and(fillWay));
        fetch.data().set(OneHot.select(chosen, ways.asList().stream().map(w -> w.data).toList()));
        fetch.failed().set(faulted.or(refusedHere));
        int accessFault = RiscvFacts.exception("instruction access fault");
        fetch.fault().cause().set(faulted.mux(fault.cause(), accessFault));
        fetch.fault().guestAddress().set(faulted.repeat(fault.guestAddress().width()).and(fault.guestAddress()));
        fetch.fault().implicit().set(faulted.and(fault.implicit()));
    }
}

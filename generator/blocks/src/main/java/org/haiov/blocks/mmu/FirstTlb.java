package org.haiov.blocks.mmu;

import java.util.List;
import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.hdl.lib.OneHot;
import org.haiov.hdl.lib.Packed;

/**
 * First-level TLB: set-associative, entries of 4 KiB pages in LUT RAM. The address goes in in one cycle, late, and is compared in the next; it
 * stays under comparison until another one is moved in. Ways are given apart, so that who uses them compares page numbers with a cache's tags
 * beside the comparison here, not after it.
 */
public final class FirstTlb extends Component {
    private static final int PAGE_ADDRESS_BITS = 64 - HartConfig.PAGE_BITS;
    /** Highest bit of the address that tags keep; those above must equal it. Guest-physical addresses, the longest, have bits 40 to 0. */
    private static final int TOP_BIT = HartConfig.GUEST_PHYSICAL_BITS;

    /** First cycle; 1 bit: {@code page} is looked up, and under comparison from the next cycle on. */
    public final Signal move = input(1);
    /** 52: bits 63 to 12 of the address. */
    public final Signal page = input(PAGE_ADDRESS_BITS);

    /** Second cycle: the page under comparison, bits 63 to 12. */
    public final Signal held = output(PAGE_ADDRESS_BITS);
    /** What is to be done there: {@link AccessKind}; with whose eyes. */
    public final Signal kind = input(2);
    public final Regime regime;
    public final TlbTag tag;

    /** One bit a way, at most one is 1: its entry is for the page and allows the access. None: the MMU is to be asked. */
    public final Signal ways;
    /** One bit a way, at most one is 1: its entry is for the page, allowing the access or not. Earlier in the cycle than {@code ways}. */
    public final Signal forPage;
    /** The entries, one a way. */
    public final Vec<PageEntry> entries;
    /** 1 bit: one of {@code ways}; its entry, which without one has no meaning. */
    public final Signal hit = output(1);
    public final PageEntry entry;

    /**
     * 1 bit: {@code entered} is the MMU's answer for the page under comparison. From the next cycle on, until another page is moved in, it allows
     * the access, whatever its bits say. Together with {@code move} it is lost.
     */
    public final Signal enter = input(1);
    public final PageEntry entered;

    /** 1 bit: forgets everything. */
    public final Signal flush = input(1);

    public FirstTlb(HartConfig c) {
        int count = c.firstTlb().ways();
        regime = input(Regime.shape());
        tag = input(TlbTag.shape(c));
        ways = output(count);
        forPage = output(count);
        entries = output(Vec.of(count, w -> PageEntry.shape(c)));
        entry = output(PageEntry.shape(c));
        entered = input(PageEntry.shape(c));

        Reg pageHeld = reg(PAGE_ADDRESS_BITS, 0);
        when(move, () -> pageHeld.set(page));
        held.set(pageHeld);
        Bits upper = pageHeld.high(64 - TOP_BIT);
        Bits regular = upper.all().or(upper.isZero());
        Bits heldTag = Bits.cat(pageHeld.slice(TOP_BIT - HartConfig.PAGE_BITS, c.firstTlb().setBits()), Packed.of(tag));
        Bits enters = enter.and(move.not());

        Vec<TlbWay> parts = Vec.of(count, w -> add(new TlbWay(c, heldTag.width())));
        Bits matching = Bits.cat(parts.asList().stream().map(p -> p.match).toList().reversed());
        // a page is never in two ways: an entry that allows too little gives way to the one that does
        Bits chosen = count == 1 ? Bits.lit(true) : matching.any().mux(matching, roundRobin(count, enters));
        for (int w = 0; w < count; w++) {
            TlbWay way = parts.get(w);
            way.move.set(move);
            way.set.set(setOf(c, page));
            way.heldSet.set(setOf(c, pageHeld));
            way.heldTag.set(heldTag);
            way.enter.set(enters.and(chosen.bit(w)));
            Bundle.set(way.entered, entered);
            way.flush.set(flush);
            Bundle.set(entries.get(w), way.entry);
        }

        Reg granted = reg(1, 0);
        when(move, () -> granted.set(0)).elseWhen(enter, () -> granted.set(1));
        Bits allowing = Bits.cat(entries.asList().stream().map(e -> e.allows(kind, regime)).toList().reversed()).or(granted.repeat(count));
        forPage.set(matching);
        ways.set(matching.and(regular.repeat(count)).and(allowing));
        hit.set(ways.any());
        List<Bits> all = entries.asList().stream().map(Packed::of).toList();
        Packed.set(entry, count == 1 ? all.getFirst() : OneHot.select(matching, all));
        assertThat(matching.and(matching.minus(1)).isZero(), "a page is in two ways of the TLB");
        assertThat(enters.not().or(regular), "an entry for an address that no stage translates");
    }

    private static Bits setOf(HartConfig c, Bits page) {
        return c.firstTlb().sets() == 1 ? Bits.lit(false) : page.low(c.firstTlb().setBits());
    }

    private Bits roundRobin(int count, Bits moves) {
        Reg next = reg(count, 1);
        when(moves, () -> next.set(Bits.cat(next.low(count - 1), next.msb())));
        return next;
    }
}

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
import org.haiov.hdl.lib.Priority;

/**
 * Second-level TLB: set-associative, 4 KiB pages in block RAM. A look-up takes its set in one cycle, compares in the next and answers in the
 * third. Fences, and the beginning after reset, sweep over all sets, one a cycle; a fence by address looks at one set alone while nothing
 * made from a superpage may be in that half of the addresses.
 */
final class SecondTlb extends Component {
    private static final int VIRTUAL_PAGE_TOP = 26;

    /** First cycle: look up the page {@code lookPage}, bits 63 to 12 of the address. */
    final Signal look = input(1);
    final Signal lookPage = input(64 - HartConfig.PAGE_BITS);
    /** From the second cycle until the page is filled or another looked up: the same page, and who accesses it how. */
    final Signal page = input(64 - HartConfig.PAGE_BITS);
    final Signal kind = input(2);
    final Regime regime = input(Regime.shape());
    final TlbTag tag;
    /** Third cycle: an entry that allows the access. */
    final Signal hit = output(1);
    final PageEntry entry;

    /** Third cycle or later: keep an entry for the page, made from a first-stage leaf of the level. */
    final Signal fill = input(1);
    final PageEntry filled;
    final Signal size = input(2);

    /** Pulse, while not busy: the fence begins. While busy {@code page} is its address, and the tag's ASID and VMID those it is for. */
    final Signal sweep = input(1);
    final FenceLink fence = input(FenceLink.shape());
    final Signal busy = output(1);

    SecondTlb(HartConfig c) {
        int sets = c.secondTlb().sets();
        int ways = c.secondTlb().ways();
        int setBits = Math.max(1, c.secondTlb().setBits());
        tag = input(TlbTag.shape(c));
        entry = output(PageEntry.shape(c));
        filled = input(PageEntry.shape(c));
        lookPage.ignored();
        regime.virtual().ignored();
        regime.executableReadable().ignored();
        regime.guestExecutableReadable().ignored();
        fence.valid().ignored();
        fence.address().ignored();
        fence.id().ignored();

        Reg sweeping = reg(1, 1);
        Reg judging = reg(1, 0);
        Reg cursor = reg(setBits, 0);
        Reg judged = reg(setBits, 0);
        Reg single = reg(1, 0);
        // after reset everything goes
        Reg everything = reg(1, 1);
        Reg ordered = reg(1, 0);

        Reg compares = delayed(look);
        Bits heldSet = setOf(page, sets, setBits);
        Bits pageTag = page.low(SecondTlbEntry.PAGE_BITS);
        Bits upper = page.high(page.width() - SecondTlbEntry.PAGE_BITS + 1);
        Bits regular = upper.all().or(upper.isZero());

        Bits guestPhysical = fence.kind().eq(FenceKind.GUEST_PHYSICAL.ordinal());
        Vec<SecondTlbWay> parts = Vec.of(ways, w -> add(new SecondTlbWay(c)));
        Bits same = Bits.cat(parts.asList().stream().map(p -> p.same).toList().reversed());
        Bits free = Bits.cat(parts.asList().stream().map(p -> p.free).toList().reversed());
        Bits place = ways == 1 ? Bits.lit(true) : place(ways, compares, same, free);
        for (int w = 0; w < ways; w++) {
            SecondTlbWay way = parts.get(w);
            way.read.set(look.or(sweeping));
            way.readSet.set(sweeping.mux(cursor, setOf(lookPage, sets, setBits)));
            way.page.set(pageTag);
            Bundle.set(way.tag, tag);
            way.fill.set(fill.and(place.bit(w)));
            way.writeSet.set(judging.mux(judged, heldSet));
            Bundle.set(way.filled, filled);
            way.size.set(size);
            way.judging.set(judging);
            way.everything.set(everything);
            way.kind.set(fence.kind());
            way.byAddress.set(fence.byAddress());
            way.byId.set(fence.byId());
        }

        Bits allowed = Bits.cat(parts.asList().stream().map(p -> p.entry.allows(kind, regime)).toList().reversed());
        Bits good = same.and(allowed).and(regular.and(tag.machine().not()).repeat(ways));
        Reg found = reg(1, 0);
        PageEntry answer = reg(PageEntry.shape(c));
        when(compares, () -> {
            found.set(good.any());
            Packed.set(answer, OneHot.select(good, parts.asList().stream().map(p -> Packed.of(p.entry)).toList()));
        });
        hit.set(found);
        Bundle.set(entry, answer);

        // by whom (V=0, V=1) and in which half (bit 38) superpages may be in; set by fills, cleared by fences that leave none
        Reg superpages = reg(4, 0);
        Bits half = OneHot.encode(Bits.cat(tag.virtual(), page.bit(VIRTUAL_PAGE_TOP)), 4);
        when(fill.and(size.any()), () -> superpages.set(superpages.or(half)));
        Bits supervisor = fence.kind().eq(FenceKind.SUPERVISOR.ordinal());
        Bits guestVirtual = fence.kind().eq(FenceKind.GUEST_VIRTUAL.ordinal());
        Bits all = fence.kind().eq(FenceKind.ALL.ordinal());
        Bits fencedHalf = superpages.bit(Bits.cat(guestVirtual, fence.address().bit(VIRTUAL_PAGE_TOP + HartConfig.PAGE_BITS)));
        Bits oneSet = fence.byAddress().and(supervisor.or(guestVirtual)).and(fencedHalf.not());
        when(sweep, () -> {
            sweeping.set(1);
            ordered.set(1);
            everything.set(all);
            single.set(oneSet);
            cursor.set(oneSet.mux(setOf(fence.address().high(page.width()), sets, setBits), 0));
            when(all.or(supervisor.and(fence.byAddress().or(fence.byId()).not())), () -> superpages.slice(1, 0).set(0));
            when(all.or(guestPhysical.and(fence.byId().not())), () -> superpages.slice(3, 2).set(0));
        }).elseWhen(sweeping, () -> {
            cursor.set(cursor.plus(1));
            when(single.or(cursor.eq(sets - 1)), () -> sweeping.set(0));
        });
        judging.set(sweeping);
        judged.set(cursor);
        busy.set(sweeping.or(judging));
        Bits ends = judging.and(sweeping.not());
        when(ends, () -> ordered.set(0));
        fence.done().set(ends.and(ordered));
        assertThat(busy.and(look.or(fill).or(sweep)).not(), "the second-level TLB is used during a sweep");
        assertThat(compares.not().or(same.and(same.minus(1)).isZero()), "a page is in two ways of the second-level TLB");
    }

    /** The way to fill: the page's own before a free one, a free one before the next in turn. */
    private Bits place(int ways, Bits compares, Bits same, Bits free) {
        Reg heldSame = reg(ways, 0);
        Reg heldFree = reg(ways, 0);
        when(compares, () -> {
            heldSame.set(same);
            heldFree.set(free);
        });
        Reg turn = reg(ways, 1);
        when(fill, () -> turn.set(Bits.cat(turn.low(ways - 1), turn.msb())));
        return heldSame.any().mux(heldSame, heldFree.any().mux(Priority.first(heldFree), turn));
    }

    private static Bits setOf(Bits page, int sets, int setBits) {
        return sets == 1 ? Bits.lit(false) : page.low(setBits);
    }
}

package org.haiov.blocks.mmu;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Signal;
import org.haiov.hdl.lib.Packed;
import org.haiov.ir.Memory.Style;
import org.haiov.ir.Memory.UnderWrite;

/** One way of the second-level TLB: a word read in one cycle is compared with an address, or with a fence and perhaps dropped, in the next. */
final class SecondTlbWay extends Component {
    final Signal read = input(1);
    final Signal readSet;
    /** Second cycle: the address or, with {@code judging}, the fence's; bits 41 to 12. */
    final Signal page = input(SecondTlbEntry.PAGE_BITS);
    final TlbTag tag;
    /** The word is for the page and tag; the place is empty. */
    final Signal same = output(1);
    final Signal free = output(1);
    final PageEntry entry;

    final Signal writeSet;
    /** Keep an entry for page and tag. */
    final Signal fill = input(1);
    final PageEntry filled;
    final Signal size = input(2);

    /** Drop the word of {@code writeSet}, read a cycle ago, if the fence is for it; see {@link FenceLink}. */
    final Signal judging = input(1);
    final Signal everything = input(1);
    final Signal kind = input(2);
    final Signal byAddress = input(1);
    final Signal byId = input(1);
    final Signal id = input(16);
    final Signal vmid;

    SecondTlbWay(HartConfig c) {
        int sets = c.secondTlb().sets();
        int setBits = Math.max(1, c.secondTlb().setBits());
        readSet = input(setBits);
        writeSet = input(setBits);
        tag = input(TlbTag.shape(c));
        entry = output(PageEntry.shape(c));
        filled = input(PageEntry.shape(c));
        vmid = input(c.vmidBits());

        Mem words = mem(Packed.width(SecondTlbEntry.shape(c)), sets).style(Style.BLOCK);
        SecondTlbEntry word = wire(SecondTlbEntry.shape(c));
        Packed.set(word, words.readSync(readSet, read, UnderWrite.UNDEFINED));
        same.set(word.valid().and(word.isOf(tag)).and(word.page().eq(page)));
        free.set(word.valid().not());
        Bundle.set(entry, word.entry());

        Bits physical = kind.eq(FenceKind.GUEST_PHYSICAL.ordinal());
        Bits idMatches = byId.not().or(physical.mux(word.vmid().eq(id.low(c.vmidBits())), word.asid().eq(id.low(c.asidBits()))));
        Bits firstStage = idMatches.and(byAddress.not().or(word.covers(page)));
        Signal drop = wire(1);
        // V=0
        drop.set(word.virtual().not().and(firstStage));
        when(kind.eq(FenceKind.GUEST_VIRTUAL.ordinal()), () -> drop.set(word.virtual().and(word.vmid().eq(vmid)).and(firstStage)));
        // guest-physical addresses are not kept: all of the VMID go
        when(physical, () -> drop.set(word.virtual().and(idMatches)));

        SecondTlbEntry kept = wire(SecondTlbEntry.shape(c));
        kept.valid().set(judging.not());
        kept.page().set(page);
        kept.virtual().set(tag.virtual());
        kept.first().set(tag.first());
        kept.guest().set(tag.guest());
        kept.asid().set(tag.asid());
        kept.vmid().set(tag.vmid());
        kept.size().set(size);
        Bundle.set(kept.entry(), filled);
        when(fill.or(judging.and(everything.or(drop))), () -> words.write(writeSet, Packed.of(kept)));
    }
}

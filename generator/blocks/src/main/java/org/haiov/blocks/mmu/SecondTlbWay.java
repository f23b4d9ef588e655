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
    /** Second cycle: the address, bits 41 to 12, and whose it is; with {@code judging} the fence's, of the tag ASID and VMID alone. */
    final Signal page = input(SecondTlbEntry.PAGE_BITS);
    final TlbTag tag;
    /** The word is for all that; the place is empty. */
    final Signal same = output(1);
    final Signal free = output(1);
    final PageEntry entry;

    final Signal writeSet;
    /** Keep an entry for all that. */
    final Signal fill = input(1);
    final PageEntry filled;
    final Signal size = input(2);

    /** Drop the word of {@code writeSet}, read a cycle ago, if the fence is for it; see {@link FenceLink}. */
    final Signal judging = input(1);
    final Signal everything = input(1);
    final Signal kind = input(2);
    final Signal byAddress = input(1);
    final Signal byId = input(1);

    SecondTlbWay(HartConfig c) {
        int sets = c.secondTlb().sets();
        int setBits = Math.max(1, c.secondTlb().setBits());
        readSet = input(setBits);
        writeSet = input(setBits);
        tag = input(TlbTag.shape(c));
        tag.machine().ignored();
        entry = output(PageEntry.shape(c));
        filled = input(PageEntry.shape(c));

        Mem words = mem(Packed.width(SecondTlbEntry.shape(c)), sets).style(Style.BLOCK);
        SecondTlbEntry word = wire(SecondTlbEntry.shape(c));
        Packed.set(word, words.readSync(readSet, read, UnderWrite.UNDEFINED));
        Bits differs = word.page().xor(page);
        Bits sameGiga = differs.high(SecondTlbEntry.PAGE_BITS - 18).isZero();
        Bits sameMega = differs.slice(17, 9).isZero();
        Bits samePage = differs.low(9).isZero();
        Bits sameAsid = word.asid().eq(tag.asid());
        Bits sameVmid = word.vmid().eq(tag.vmid());
        Bits sameStages = Bits.cat(word.virtual(), word.first(), word.guest()).eq(Bits.cat(tag.virtual(), tag.first(), tag.guest()));
        same.set(word.valid().and(sameGiga).and(sameMega).and(samePage).and(sameAsid).and(sameVmid).and(sameStages));
        free.set(word.valid().not());
        Bundle.set(entry, word.entry());

        // a leaf that covers the address is meant, wherever in it that is
        Bits covered = sameGiga.and(word.size().msb().or(sameMega)).and(word.size().any().or(samePage));
        Bits firstStage = byId.not().or(sameAsid).and(byAddress.not().or(covered));
        Signal drop = wire(1);
        // V=0
        drop.set(word.virtual().not().and(firstStage));
        when(kind.eq(FenceKind.GUEST_VIRTUAL.ordinal()), () -> drop.set(word.virtual().and(sameVmid).and(firstStage)));
        // guest-physical addresses are not kept: all of the VMID go
        when(kind.eq(FenceKind.GUEST_PHYSICAL.ordinal()), () -> drop.set(word.virtual().and(byId.not().or(sameVmid))));

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

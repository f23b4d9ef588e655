package org.haiov.blocks.mmu;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.lib.OneHot;
import org.haiov.hdl.lib.Packed;
import org.haiov.ir.Memory.Style;

/** One way of {@link FirstTlb}: read at the end of the first cycle, compared in the second. */
final class TlbWay extends Component {
    /** First cycle: whether and in which set to look. */
    final Signal move = input(1);
    final Signal set;

    /** Second cycle: the set, and what an entry's tag must be. */
    final Signal heldSet;
    final Signal heldTag;
    /** 1 bit: the entry read is for the page; the entry. */
    final Signal match = output(1);
    final PageEntry entry;

    /** 1 bit, not together with {@code move}: {@code entered} with {@code heldTag} takes the place of the entry read. */
    final Signal enter = input(1);
    final PageEntry entered;
    final Signal flush = input(1);

    TlbWay(HartConfig c, int tagBits) {
        int sets = c.firstTlb().sets();
        int setBits = Math.max(1, c.firstTlb().setBits());
        set = input(setBits);
        heldSet = input(setBits);
        heldTag = input(tagBits);
        entry = output(PageEntry.shape(c));
        entered = input(PageEntry.shape(c));

        Mem tags = mem(tagBits, sets).style(Style.DISTRIBUTED);
        Mem entries = mem(Packed.width(entered), sets).style(Style.DISTRIBUTED);
        Reg valid = reg(sets, 0);
        Reg there = reg(1, 0);
        Reg tag = reg(tagBits, 0);
        PageEntry read = reg(PageEntry.shape(c));
        when(move, () -> {
            there.set(valid.bit(set));
            tag.set(tags.read(set));
            Packed.set(read, entries.read(set));
        }).elseWhen(enter, () -> {
            there.set(1);
            tag.set(heldTag);
            Bundle.set(read, entered);
        });
        when(enter, () -> {
            tags.write(heldSet, heldTag);
            entries.write(heldSet, Packed.of(entered));
            valid.set(valid.or(OneHot.encode(heldSet, sets)));
        });
        when(flush, () -> {
            valid.set(0);
            there.set(0);
        });
        match.set(there.and(tag.eq(heldTag)));
        Bundle.set(entry, read);
        assertThat(enter.and(move).not(), "an entry is written while another page is moved in");
    }
}

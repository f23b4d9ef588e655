package org.haiov.blocks.cache;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.ir.Memory;

/**
 * The reservation of LR: the address, whose line is then in the cache, writable or at least shared. A probe of the line is held back for
 * {@value #PATIENCE} cycles at most, so that the SC of a constrained loop succeeds however much the others want the line.
 */
final class Reservation extends Component {
    /** Cycles that a probe waits; more than a constrained loop of 16 instructions takes from LR to SC with hits (Unprivileged ISA, 8.3). */
    static final int PATIENCE = 32;
    private static final int ALIGNED = 2;

    /** 1 bit: an LR at {@code address}, whose line is in {@code place}, one bit a way. */
    final Signal set = input(1);
    final Signal address;
    final Signal place;
    /** 1 bit: it ends. */
    final Signal ends = input(1);

    /** An address: that in its page, its page by one bit for one of several. 1 bit: it is the one reserved. */
    final Signal offset = input(HartConfig.PAGE_BITS);
    final Signal pageWays;
    final Vec<Signal> pages;
    final Signal here = output(1);

    /** Its line is probed, or not; its line, without the offset. 1 bit: the probe waits. */
    final Signal probed = input(1);
    final Signal probedLine;
    final Signal holdBack = output(1);
    /** 1 bit: the probe is answered; the line goes. */
    final Signal answered = input(1);
    final Signal taken = input(1);
    /** One bit a way: the lines there in {@code evictedSet} go, for others to come. */
    final Signal evicted;
    final Signal evictedSet;

    Reservation(Layout l, int pageCount) {
        address = input(l.physicalBits());
        place = input(l.ways());
        pageWays = input(pageCount);
        pages = input(Vec.of(pageCount, i -> Signal.of(l.physicalBits() - HartConfig.PAGE_BITS)));
        probedLine = input(l.lineAddressBits());
        evicted = input(l.ways());
        evictedSet = input(l.setBits());

        Reg valid = reg(1, 0);
        Reg at = reg(l.physicalBits() - ALIGNED, 0);
        Reg way = reg(l.ways(), 0);
        Bits aligned = address.high(l.physicalBits() - ALIGNED);
        Bits page = at.high(l.physicalBits() - HartConfig.PAGE_BITS);
        Bits equal = Bits.cat(pages.asList().stream().map(p -> p.eq(page)).toList().reversed());
        here.set(valid.and(at.low(HartConfig.PAGE_BITS - ALIGNED).eq(offset.high(HartConfig.PAGE_BITS - ALIGNED))).and(pageWays.and(equal).any()));
        Bits line = at.high(l.lineAddressBits());
        Bits sameLine = valid.and(line.eq(probedLine));
        Bits gone = way.and(evicted).any().and(evictedSet.eq(line.low(l.setBits())));
        when(set, () -> {
            valid.set(1);
            at.set(aligned);
            way.set(place);
        });
        when(ends.or(taken.and(sameLine)).or(gone), () -> valid.set(0));

        int countBits = Memory.addressWidth(PATIENCE + 1);
        Reg waited = reg(countBits, 0);
        holdBack.set(probed.and(sameLine).and(waited.ne(PATIENCE)));
        // counts by probe and not by LR: a loop of LRs alone would keep the line for ever
        when(probed.not().or(answered), () -> waited.set(0)).elseWhen(holdBack, () -> waited.set(waited.plus(1)));
    }
}

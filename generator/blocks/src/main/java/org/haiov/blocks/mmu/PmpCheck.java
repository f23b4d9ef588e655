package org.haiov.blocks.mmu;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/**
 * What PMP allows on a 4 KiB page (P 3.7.1): a region a cycle, the lowest-numbered that matches decides. All regions begin and end at pages, so
 * that no access meets two of them.
 */
final class PmpCheck extends Component {
    /** Pulse; page and machine stay from then until {@code done}. */
    final Signal start = input(1);
    final Signal page;
    /** Privilege M, else S or U. */
    final Signal machine = input(1);

    /** From when the answer is there until the next start. */
    final Signal done = output(1);
    final Signal read = output(1);
    final Signal write = output(1);
    final Signal execute = output(1);

    final Signal index;
    final PmpRegion region = input(PmpRegion.shape());
    final Signal address = input(PmpRegisters.KEPT);

    PmpCheck(HartConfig c) {
        page = input(c.pageNumberBits());
        int n = c.pmpRegions();
        int indexBits = 31 - Integer.numberOfLeadingZeros(n);
        index = output(indexBits);

        // while nothing is asked for, region 0 is at hand already
        Reg running = reg(1, 0);
        Reg next = reg(indexBits, 1);
        Reg last = reg(1, 0);
        PmpRegion now = reg(PmpRegion.shape());
        Reg nowAddress = reg(PmpRegisters.KEPT, 0);
        Bits goesOn = running.and(start.not());
        index.set(goesOn.mux(next, 0));
        next.set(goesOn.mux(next.plus(1), 1));
        last.set(goesOn.and(next.all()));
        Bundle.set(now, region);
        nowAddress.set(address);
        // NAPOT: the ones at the lower end of the address, and the zero above them, do not count
        Reg nowInner = reg(Pma.PAGE_NUMBER_BITS, 0);
        nowInner.set(address.xor(address.plus(1)).high(Pma.PAGE_NUMBER_BITS));

        Bits bound = nowAddress.high(Pma.PAGE_NUMBER_BITS);
        Bits number = page.zext(Pma.PAGE_NUMBER_BITS);
        Bits below = bound.high(Pma.PAGE_NUMBER_BITS - page.width()).any().or(page.ltu(bound.low(page.width())));
        Reg belowPrevious = reg(1, 0);
        belowPrevious.set(goesOn.and(below));
        Bits between = belowPrevious.not().and(below);
        Bits inside = number.xor(bound).and(nowInner.not()).isZero();
        Bits matches = now.isPowerOfTwo().and(inside).or(now.isTop().and(between));

        Bits free = machine.and(matches.not().or(now.lock().not()));
        Bits granted = matches.repeat(3).and(Bits.cat(now.execute(), now.write(), now.read())).or(free.repeat(3));
        Reg rights = reg(3, 0);
        Reg finished = reg(1, 0);
        when(start, () -> {
            running.set(1);
            finished.set(0);
        }).elseWhen(running.and(matches.or(last)), () -> {
            running.set(0);
            finished.set(1);
            rights.set(granted);
        });
        done.set(finished);
        read.set(rights.bit(0));
        write.set(rights.bit(1));
        execute.set(rights.bit(2));
    }
}

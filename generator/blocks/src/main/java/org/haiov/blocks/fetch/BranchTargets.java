package org.haiov.blocks.fetch;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.ir.Memory.UnderWrite;

/**
 * Branch target buffer: for a block of 64 bits, with which halfword a branch ends and where it leads. Read with the cache in F1, there in F2.
 * Tags are partial: what it says may be about another place, and E finds that out.
 */
final class BranchTargets extends Component {
    private static final int TAG_BITS = 12;
    private static final int BLOCK_BITS = 3;

    final Signal read = input(1);
    final Signal address = input(64);
    final Signal hit = output(1);
    final Entry entry = output(Entry.shape());
    final Signal write = input(1);
    /** The written entry is about a branch, otherwise it forgets one. */
    final Signal keep = input(1);
    final Signal writeAddress = input(64);
    final Entry written = input(Entry.shape());

    /** end: halfword of the block; flow: {@link Flow}; target: bits 38:1. */
    record Entry(Signal end, Signal flow, Signal target) implements Bundle {
        static Entry shape() {
            return new Entry(Signal.of(2), Signal.of(2), Signal.of(Prediction.TARGET_BITS));
        }
    }

    private final int indexBits;

    BranchTargets(HartConfig c) {
        indexBits = Integer.numberOfTrailingZeros(c.branches().targets());
        Mem entries = mem(1 + TAG_BITS + 2 + 2 + Prediction.TARGET_BITS, c.branches().targets());
        Bits found = entries.readSync(index(address), read, UnderWrite.OLD);
        Reg tag = reg(TAG_BITS).enabledBy(read);
        tag.set(tag(address));
        int at = Prediction.TARGET_BITS + 4;
        hit.set(found.msb().and(found.slice(at + TAG_BITS - 1, at).eq(tag)));
        entry.target().set(found.low(Prediction.TARGET_BITS));
        entry.flow().set(found.slice(Prediction.TARGET_BITS + 1, Prediction.TARGET_BITS));
        entry.end().set(found.slice(Prediction.TARGET_BITS + 3, Prediction.TARGET_BITS + 2));
        when(write, () -> entries.write(index(writeAddress),
                Bits.cat(keep, tag(writeAddress), written.end(), written.flow(), written.target())));
        address.ignored();
        writeAddress.ignored();
    }

    private Bits index(Bits address) {
        return address.slice(BLOCK_BITS + indexBits - 1, BLOCK_BITS);
    }

    private Bits tag(Bits address) {
        int lo = BLOCK_BITS + indexBits;
        return address.slice(lo + TAG_BITS - 1, lo);
    }
}

package org.haiov.blocks.fetch;

import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Signal;
import org.haiov.ir.Memory.UnderWrite;

/**
 * Direction of branches: two-bit counters, found by the block's address and the directions of the branches counted it (McFarling, "Combining
 * Branch Predictors", 1993: gshare). Read in F1, there in F2; written by what E found, from the counter that was read then.
 */
final class Directions extends Component {
    private static final int BLOCK_BITS = 3;

    final Signal read = input(1);
    final Signal address = input(64);
    final Signal history;
    final Signal counter = output(2);
    final Signal write = input(1);
    final Signal writeAddress = input(64);
    final Signal writeHistory;
    final Signal counted = input(2);
    final Signal taken = input(1);

    private final int bits;

    Directions(HartConfig c) {
        bits = Prediction.counterBits(c);
        history = input(Prediction.historyBits(c));
        writeHistory = input(Prediction.historyBits(c));
        // Bit 1 is stored inverted, so that memories that begin with 0 begin with "weakly taken": a branch is looked up only once it has been
        // taken and stands in the branch target buffer.
        Mem counters = mem(2, c.branches().counters());
        Bits found = counters.readSync(index(address, history), read, UnderWrite.OLD);
        counter.set(found.xor(2));
        Bits more = counted.all().mux(counted, counted.plus(1));
        Bits less = counted.isZero().mux(counted, counted.minus(1));
        when(write, () -> counters.write(index(writeAddress, writeHistory), taken.mux(more, less).xor(2)));
        address.ignored();
        writeAddress.ignored();
    }

    private Bits index(Bits address, Bits past) {
        return address.slice(BLOCK_BITS + bits - 1, BLOCK_BITS).xor(past.zext(bits).shl(bits - past.width()));
    }
}

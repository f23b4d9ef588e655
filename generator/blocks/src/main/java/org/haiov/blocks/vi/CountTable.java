package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.ir.Memory.Style;
import org.haiov.ir.Memory.UnderWrite;

/**
 * A wrapping 32-bit counter for each VID: read in one cycle, counted up, if at all, in the next. One a cycle, also of one VID in
 * successive cycles, for which the last word written is kept beside the memory.
 */
final class CountTable extends Component {
    /** Bits of a count. */
    static final int WIDTH = 32;

    /** First cycle. */
    final Signal read = input(1);
    final Signal vid;
    /** Second cycle: the count of the VID read before, and whether it goes up. */
    final Signal count = output(WIDTH);
    final Signal up = input(1);

    /** Software's write, never while a read or a count is under way. */
    final Signal write = input(1);
    final Signal writeVid;
    final Signal writeCount = input(WIDTH);

    CountTable(ViConfig c) {
        vid = input(c.vidBits());
        writeVid = input(c.vidBits());

        Mem counts = mem(WIDTH, c.vids()).style(Style.BLOCK);
        Bits stored = counts.readSync(vid, read, UnderWrite.UNDEFINED);
        Reg vidNow = reg(c.vidBits(), 0);
        when(read, () -> vidNow.set(vid));

        Reg last = reg(WIDTH, 0);
        // what is being read now is written now: the memory's word is not the one to use
        Reg useLast = reg(1, 0);
        when(read, () -> useLast.set(up.and(vid.eq(vidNow))));
        count.set(useLast.mux(last, stored));
        Bits next = count.plus(1);
        last.set(next);

        when(write.or(up), () -> counts.write(write.mux(writeVid, vidNow), write.mux(writeCount, next)));
        assertThat(write.and(up.or(read)).not(), "a count is written by software while it is in use");
    }
}

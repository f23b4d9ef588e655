package org.haiov.blocks.vi;

import java.util.List;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.ir.Memory.Style;
import org.haiov.ir.Memory.UnderWrite;

/** ctx[v]: the handler's context of every VID, one memory for each of its registers so that a push has them all at once. */
final class ContextTable extends Component {
    /** The registers in order of their offsets. */
    static final List<String> REGISTERS = List.of("utvec", "uscratch", "suscratch", "suatp", "uvictx", "limit");
    static final int SUATP = 3;

    final Signal read = input(1);
    final Signal vid;
    /** The context read, from the next cycle until the next read. */
    final Vec<Signal> context = Vec.of(REGISTERS.size(), i -> output(64).named(REGISTERS.get(i)));

    /** Registers to write. */
    final Signal write = input(REGISTERS.size());
    final Signal writeVid;
    final Signal writeData = input(64);

    ContextTable(ViConfig c) {
        vid = input(c.vidBits());
        writeVid = input(c.vidBits());
        for (int i = 0; i < REGISTERS.size(); i++) {
            Mem memory = mem(64, c.vids()).named(REGISTERS.get(i) + "_words").style(Style.BLOCK);
            Bits word = memory.readSync(vid, read, UnderWrite.UNDEFINED);
            context.get(i).set(word);
            when(write.bit(i), () -> memory.write(writeVid, writeData));
        }
        assertThat(write.any().and(read).not(), "a context is written while it is read");
    }
}

package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Signal;
import org.haiov.hdl.lib.Packed;
import org.haiov.ir.Memory.Style;
import org.haiov.ir.Memory.UnderWrite;

/** slot[s].evict. It is stored and read back; VS-level posting, which will use it, comes with the hart. */
final class EvictTable extends Component {
    final Signal slot;
    final Signal write = input(1);
    final PendingSet.One written;
    /** The register of {@code slot}, one cycle later. */
    final Signal register = output(64);

    EvictTable(ViConfig c) {
        slot = input(c.slotBits());
        written = input(PendingSet.One.shape(c));
        Mem registers = mem(1 + c.vidBits(), c.slots()).style(Style.BLOCK);
        Bits word = registers.readSync(slot, write.not(), UnderWrite.UNDEFINED);
        register.set(RegisterWord.of("slot.evict").with("V", word.msb()).with("VID", word.low(c.vidBits())).bits());
        when(write, () -> registers.write(slot, Packed.of(written)));
    }
}

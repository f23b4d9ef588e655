package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Signal;
import org.haiov.hdl.lib.Packed;
import org.haiov.ir.Memory.Style;
import org.haiov.ir.Memory.UnderWrite;

/** map[i]: where request i goes. One reader, requests or, while it holds them, the register port; never written meanwhile. */
final class MapTable extends Component {
    final Signal index;
    final Signal read = input(1);
    /** The entry read, from the next cycle until the next read. */
    final MapEntry entry;

    final Signal write = input(1);
    final Signal writeIndex;
    final MapEntry writeEntry;

    MapTable(ViConfig c) {
        index = input(c.entryBits());
        entry = output(MapEntry.shape(c));
        writeIndex = input(c.entryBits());
        writeEntry = input(MapEntry.shape(c));

        Mem entries = mem(Packed.width(MapEntry.shape(c)), c.entries()).style(Style.BLOCK);
        Bits word = entries.readSync(index, read, UnderWrite.UNDEFINED);
        Packed.set(entry, word);
        when(write, () -> entries.write(writeIndex, Packed.of(writeEntry)));
        assertThat(write.and(read).not(), "a map entry is written while it is read");
    }
}

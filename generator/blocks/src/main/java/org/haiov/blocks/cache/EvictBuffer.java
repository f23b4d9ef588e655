package org.haiov.blocks.cache;

import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.ir.Memory.Style;

/** A dirty line that left the array and was not yet given to the hub: probes find it here. */
final class EvictBuffer extends Component {
    /** 1 bit: the line {@code lineTaken} moves in; its words come by {@code write}. */
    final Signal take = input(1);
    final Signal lineTaken;
    final Signal write = input(1);
    final Signal writeWord;
    final Signal writeData = input(64);
    /** 1 bit: the line is given away. Its words stay until the next comes. */
    final Signal giveAway = input(1);

    final Signal full = output(1);
    final Signal line;
    /** A word, in the same cycle. */
    final Signal readWord;
    final Signal readData = output(64);

    EvictBuffer(Layout l) {
        lineTaken = input(l.lineAddressBits());
        writeWord = input(l.wordBits());
        line = output(l.lineAddressBits());
        readWord = input(l.wordBits());

        Reg valid = reg(1, 0);
        Reg lineNow = reg(l.lineAddressBits(), 0);
        Mem words = mem(64, l.words()).style(Style.DISTRIBUTED);
        when(take, () -> {
            valid.set(1);
            lineNow.set(lineTaken);
        }).elseWhen(giveAway, () -> valid.set(0));
        when(write, () -> words.write(writeWord, writeData));
        full.set(valid);
        line.set(lineNow);
        readData.set(words.read(readWord));
        assertThat(take.and(valid).not(), "a second dirty line while the first has not been given away");
    }
}

package org.haiov.blocks.mmu;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.lib.OneHot;
import org.haiov.ir.Memory;
import org.haiov.ir.Memory.Style;

/** A direct-mapped cache in LUT RAM with one key a cycle, looked up and written under it; forgets everything at once. */
final class SmallCache extends Component {
    /** Its lowest bits choose the place. */
    final Signal key;
    final Signal hit = output(1);
    /** Of meaning with {@code hit}. */
    final Signal found;
    /** Keeps {@code data} under {@code key}. */
    final Signal write = input(1);
    final Signal data;
    /** Goes before a write. */
    final Signal flush = input(1);

    SmallCache(int keyBits, int dataBits, int entries) {
        key = input(keyBits);
        found = output(dataBits);
        data = input(dataBits);
        int indexBits = Memory.addressWidth(entries);
        int tagBits = keyBits - indexBits;

        Bits place = key.low(indexBits);
        Bits tag = key.high(tagBits);
        Mem words = mem(tagBits + dataBits, entries).style(Style.DISTRIBUTED);
        Reg valid = reg(entries, 0);
        Bits word = words.read(place);
        hit.set(valid.bit(place).and(word.high(tagBits).eq(tag)));
        found.set(word.low(dataBits));
        when(write, () -> {
            words.write(place, Bits.cat(tag, data));
            valid.set(valid.or(OneHot.encode(place, entries)));
        });
        when(flush, () -> valid.set(0));
    }
}

package org.haiov.blocks.cache;

import java.util.ArrayList;
import java.util.List;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/**
 * Stage W of stores: what left M writes the array one cycle later. A load up to two instructions behind read the array too early, so that it gets
 * these bytes from here: from W, and from W as it was a cycle before.
 */
final class StorePipe extends Component {
    /** From M; 1 bit: a store leaves M, is not killed and writes these bytes of a word. */
    final Signal enter = input(1);
    final Signal enterWay;
    final Signal enterIndex;
    final Signal enterData = input(64);
    final Signal enterMask = input(8);

    /** Stage W: a store is there, one bit for the way it writes; where; what. */
    final Signal valid = output(1);
    final Signal way;
    final Signal index;
    final Signal data = output(64);
    final Signal mask = output(8);

    /** M's index; bytes of that word that are to come from here, if it is in this way. */
    final Signal readIndex;
    final Signal forward = output(8);
    final Signal forwardWay;
    final Signal forwarded = output(64);
    /** 1 bit: two stores went to that index in two ways, and M has to read again. */
    final Signal conflict = output(1);

    StorePipe(Layout l) {
        enterWay = input(l.ways());
        enterIndex = input(l.indexBits());
        way = output(l.ways());
        index = output(l.indexBits());
        readIndex = input(l.indexBits());
        forwardWay = output(l.ways());

        Reg nowWay = reg(l.ways(), 0);
        Reg nowIndex = reg(l.indexBits(), 0);
        Reg nowData = reg(64, 0);
        Reg nowMask = reg(8, 0);
        nowWay.set(enter.repeat(l.ways()).and(enterWay));
        nowIndex.set(enterIndex);
        nowData.set(enterData);
        nowMask.set(enterMask);
        valid.set(nowWay.any());
        way.set(nowWay);
        index.set(nowIndex);
        data.set(nowData);
        mask.set(nowMask);

        Reg lastWay = delayed(nowWay);
        Reg lastIndex = delayed(nowIndex);
        Reg lastStored = delayed(nowData);
        Reg lastMask = delayed(nowMask);
        Bits now = nowWay.any().and(nowIndex.eq(readIndex));
        Bits last = lastWay.any().and(lastIndex.eq(readIndex));
        Bits nowBytes = now.repeat(8).and(nowMask);
        forward.set(nowBytes.or(last.repeat(8).and(lastMask)));
        forwardWay.set(now.mux(nowWay, lastWay));
        conflict.set(now.and(last).and(nowWay.ne(lastWay)));
        List<Bits> octets = new ArrayList<>();
        for (int b = 0; b < 8; b++) {
            octets.add(nowBytes.bit(b).mux(nowData.slice(8 * b + 7, 8 * b), lastStored.slice(8 * b + 7, 8 * b)));
        }
        forwarded.set(Bits.cat(octets.reversed()));
    }
}

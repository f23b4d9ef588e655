package org.haiov.blocks.cache;

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

    /** M's index; bytes of that word, in this way (one bit a way), that are to come from W, and from W a cycle ago. */
    final Signal readIndex;
    final Signal readWay;
    final Signal fromNow = output(8);
    final Signal fromLast = output(8);
    final Signal lastData = output(64);

    StorePipe(Layout l) {
        enterWay = input(l.ways());
        enterIndex = input(l.indexBits());
        way = output(l.ways());
        index = output(l.indexBits());
        readIndex = input(l.indexBits());
        readWay = input(l.ways());

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
        lastData.set(lastStored);
        Bits now = bytes(nowIndex, nowWay, nowMask);
        fromNow.set(now);
        fromLast.set(bytes(lastIndex, lastWay, lastMask).and(now.not()));
    }

    private Bits bytes(Bits storeIndex, Bits storeWay, Bits storeMask) {
        return storeWay.and(readWay).any().and(storeIndex.eq(readIndex)).repeat(8).and(storeMask);
    }
}

package org.haiov.blocks.device;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/** A device whose registers are read and written in the cycle of the request; the answer comes in the next. */
abstract class RegisterDevice extends Component {
    public final DeviceLink bus;
    /** Byte offset of the access. */
    protected final Signal offset;
    /** 1 bit, in the cycle of an access of an allowed size: what it is. */
    protected final Signal reads = wire(1);
    protected final Signal writes = wire(1);

    protected RegisterDevice(int offsetBits) {
        bus = input(DeviceLink.shape(offsetBits));
        offset = bus.req().address();
    }

    /**
     * Answers all accesses.
     *
     * @param allowed 1: of an allowed size; others are access faults
     * @param data 64, what is read, in its lanes
     */
    protected final void answer(Bits allowed, Bits data) {
        Reg answered = delayed(bus.req().valid());
        Reg failed = delayed(allowed.not());
        Reg word = reg(64, 0);
        when(reads, () -> word.set(data));
        reads.set(bus.req().valid().and(bus.req().write().not()).and(allowed));
        writes.set(bus.req().valid().and(bus.req().write()).and(allowed));
        bus.req().ready().set(1);
        bus.rsp().valid().set(answered);
        bus.rsp().error().set(failed);
        bus.rsp().data().set(word);
    }

    /** The byte that is written, out of its lane. */
    protected final Bits writtenByte() {
        return bus.req().data().shru(Bits.cat(offset.low(3), Bits.lit(0, 3))).low(8);
    }

    /** The 32-bit word that is written, out of its lane. */
    protected final Bits writtenWord() {
        return offset.bit(2).mux(bus.req().data().high(32), bus.req().data().low(32));
    }
}

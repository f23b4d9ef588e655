package org.haiov.blocks.device;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/** {@code sifive_test}: a program ends the run or resets the system by a write of 2 or 4 bytes at offset 0; reads give 0. */
public final class TestFinisher extends RegisterDevice {
    /** Bits of an offset. */
    public static final int OFFSET_BITS = 12;
    private static final int PASS = 0x5555;
    private static final int FAIL = 0x3333;
    private static final int RESET = 0x7777;

    /** 1 bit, from the write on: the program is at its end, {@code code}, 16, says how: 0 passed. */
    public final Signal finished = output(1);
    public final Signal code = output(16);
    /** 1 bit, from the write on: the system shall be reset. */
    public final Signal reset = output(1);

    public TestFinisher() {
        super(OFFSET_BITS);
        Bits data = bus.req().data();
        Bits upper = bus.req().size().eq(2).repeat(16).and(data.slice(31, 16));
        Reg over = reg(1, 0);
        Reg exit = reg(16, 0);
        Reg again = reg(1, 0);
        Bits failed = data.low(16).eq(FAIL);
        when(writes.and(offset.isZero()), () -> {
            when(data.low(16).eq(PASS).or(failed), () -> {
                over.set(1);
                exit.set(failed.repeat(16).and(upper));
            }).elseWhen(data.low(16).eq(RESET), () -> again.set(1));
        });
        finished.set(over);
        code.set(exit);
        reset.set(again);
        answer(bus.req().size().eq(1).or(bus.req().size().eq(2)), Bits.lit(0, 64));
    }
}

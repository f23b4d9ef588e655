package org.haiov.blocks.device;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.hdl.lib.Counting;
import org.haiov.hdl.lib.Trees;
import org.haiov.ir.HaiovException;
import org.haiov.ir.Memory;

/**
 * SiFive CLINT (FU540 manual, chapter 9): software interrupts, timer compares and time. Words of 4 bytes, or two at once; other sizes are
 * access faults, what is no register reads 0.
 */
public final class Clint extends RegisterDevice {
    /** Bits of an offset. */
    public static final int OFFSET_BITS = 16;
    private static final int MTIME = 0xBFF8;
    private static final int PREFIX = 2;
    private static final BigInteger NEVER = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    /** One bit a hart: MSIP. */
    public final Signal software;
    /** One bit a hart: MTIP. */
    public final Signal timer;
    /** 64: mtime. */
    public final Signal now = output(64);

    /**
     * @param harts 1 to 8
     * @param cyclesPerTick clock cycles for one step of mtime, 1 to 1000000
     */
    public Clint(int harts, int cyclesPerTick) {
        super(OFFSET_BITS);
        if (cyclesPerTick < 1 || cyclesPerTick > 1_000_000) {
            throw new HaiovException(cyclesPerTick + " cycles for a step of mtime: 1 to 1000000 are possible");
        }
        software = output(harts);
        timer = output(harts);
        Bits wide = bus.req().size().eq(3);
        Bits data = bus.req().data();
        Signal low = wire(1);
        low.set(writes.and(wide.or(offset.bit(2).not())));
        Signal high = wire(1);
        high.set(writes.and(wide.or(offset.bit(2))));
        // msip below 0x4000, mtimecmp below 0xBFF8
        Bits isSoftware = offset.high(PREFIX).isZero();
        Bits isTime = offset.high(OFFSET_BITS - 3).eq(MTIME >> 3);
        Bits index = offset.slice(OFFSET_BITS - PREFIX - 1, 3);
        Bits isCompare = offset.high(PREFIX).eq(1);

        Reg count = reg(64, 0);
        tick(count, cyclesPerTick);
        writeHalves(count, isTime, low, high, data);
        now.set(count);

        Reg pending = reg(harts, 0);
        List<Bits> seenSoftware = new ArrayList<>();
        List<Bits> seenCompare = new ArrayList<>();
        List<Bits> due = new ArrayList<>();
        Vec<Reg> compare = Vec.of(harts, h -> reg(64, NEVER));
        for (int h = 0; h < harts; h++) {
            Bits pair = isSoftware.and(index.eq(h / 2));
            int at = h;
            Bits written = h % 2 == 0 ? low : high;
            when(written.and(pair), () -> pending.bit(at).set(data.bit(at % 2 == 0 ? 0 : 32)));
            seenSoftware.add(pair.and(pending.bit(h)));
            Bits here = isCompare.and(index.eq(h));
            writeHalves(compare.get(h), here, low, high, data);
            seenCompare.add(here.repeat(64).and(compare.get(h)));
            due.add(count.geu(compare.get(h)));
        }
        software.set(pending);
        timer.set(delayed(Bits.cat(due.reversed())));

        Bits even = any(seenSoftware, 0);
        Bits odd = any(seenSoftware, 1);
        Bits softwareWord = Bits.cat(odd.zext(32), even.zext(32));
        Bits compareWord = Trees.reduce(seenCompare, Bits::or);
        answer(bus.req().size().bit(1), softwareWord.or(compareWord).or(isTime.repeat(64).and(count)));
    }

    private static Bits any(List<Bits> bits, int from) {
        Bits any = Bits.lit(false);
        for (int i = from; i < bits.size(); i += 2) {
            any = any.or(bits.get(i));
        }
        return any;
    }

    private void tick(Reg now, int cyclesPerTick) {
        if (cyclesPerTick == 1) {
            now.set(now.plus(1));
            return;
        }
        Reg cycles = reg(Memory.addressWidth(cyclesPerTick), 0);
        cycles.set(Counting.nextModulo(cycles, cyclesPerTick));
        when(cycles.eq(cyclesPerTick - 1), () -> now.set(now.plus(1)));
    }

    private void writeHalves(Reg register, Bits here, Bits low, Bits high, Bits data) {
        when(here.and(low), () -> register.slice(31, 0).set(data.low(32)));
        when(here.and(high), () -> register.slice(63, 32).set(data.high(32)));
    }
}

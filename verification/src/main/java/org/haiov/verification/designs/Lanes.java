package org.haiov.verification.designs;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;

/**
 * A benchmark design of any size: independent lanes, each with a stimulus generator, a FIFO, a register file, an ALU and a counter.
 * Nothing is driven from outside but clock and reset; {@code hash}, 64 bits, depends on every result of every lane.
 */
public final class Lanes extends Component {
    /** Cycles after which the busy lanes change, where not all are busy. */
    private static final int SHIFT_PERIOD_BITS = 8;

    public final Signal hash = output(64);

    /**
     * @param count lanes
     * @param oneInTen whether only about one lane in ten is busy at a time, another set every 256 cycles; otherwise all always are
     * @param distinct whether each lane has constants of its own in every module, so that no two lanes share one
     */
    public Lanes(int count, boolean oneInTen, boolean distinct) {
        Vec<Lane> lanes = Vec.of(count, i -> add(new Lane(distinct ? i + 1 : 0)));
        Bits phase = oneInTen ? phase() : null;
        Bits mixed = null;
        for (int i = 0; i < count; i++) {
            Lane lane = lanes.get(i);
            lane.seed.set(Bits.lit(i * 0x9E3779B9L + 1, 64));
            lane.go.set(oneInTen ? phase.eq(i % 10) : Bits.lit(true));
            mixed = mixed == null ? lane.hash : rotate(mixed).xor(lane.hash);
        }
        Reg collected = reg(64, 0);
        collected.set(mixed);
        hash.set(collected);
    }

    private Bits phase() {
        Reg cycles = reg(SHIFT_PERIOD_BITS, 0);
        Reg phase = reg(4, 0);
        cycles.set(cycles.plus(1));
        when(cycles.all(), () -> phase.set(phase.eq(9).mux(0, phase.plus(1))));
        return phase;
    }

    static Bits rotate(Bits value) {
        return Bits.cat(value.low(value.width() - 1), value.msb());
    }
}

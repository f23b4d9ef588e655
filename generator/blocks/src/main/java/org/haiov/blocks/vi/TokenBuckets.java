package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.ir.Memory.Style;
import org.haiov.ir.Memory.UnderWrite;

/**
 * slot[s].bucket and its tokens. Tokens granted and tokens spent are two counters with one writer each, so that a refill and a
 * spending never meet; a bucket holds the difference. Each slot is visited once in 64 cycles and then gets rate/16 tokens, in
 * steps of 1/1024, up to burst.
 */
final class TokenBuckets extends Component {
    /** Cycles from one refill of a slot to the next. */
    static final int PERIOD = 64;
    /** Bits of whole tokens: one more than burst, so that a full bucket differs from an empty one. */
    private static final int WHOLE = 17;
    private static final int FRACTION = 10;

    /** Whether a VID of the slot may be presented, and that it is. */
    final Signal slot;
    final Signal has = output(1);
    final Signal spend = input(1);

    /** Software's access; {@code access} is up at least one cycle before the write and before the word is looked at. */
    final Signal access = input(1);
    final Signal accessSlot;
    final Signal write = input(1);
    final Signal writeRate = input(16);
    final Signal writeBurst = input(16);
    /** The register of {@code accessSlot}, one cycle later. */
    final Signal register = output(64);

    TokenBuckets(ViConfig c) {
        slot = input(c.slotBits());
        accessSlot = input(c.slotBits());

        Mem bucket = mem(32, c.slots()).style(Style.BLOCK);
        Mem granted = mem(1 + WHOLE + FRACTION, c.slots()).style(Style.DISTRIBUTED);
        Mem spent = mem(WHOLE, c.slots()).style(Style.DISTRIBUTED);

        Bits grantedHere = granted.read(slot);
        Bits spentHere = spent.read(slot);
        Bits unlimited = grantedHere.msb();
        Bits wholeHere = grantedHere.slice(WHOLE + FRACTION - 1, FRACTION);
        has.set(unlimited.or(wholeHere.ne(spentHere)));

        Reg visit = reg(6, 0);
        when(access.not(), () -> visit.set(visit.plus(1)));
        Bits visits = access.not().and(Slots.exists(visit, c));
        Reg refill = delayed(visits);
        Reg refillSlot = delayed(Slots.stored(visit, c));
        Bits setting = bucket.readSync(access.mux(accessSlot, Slots.stored(visit, c)), UnderWrite.UNDEFINED);
        register.set(RegisterWord.of("slot.bucket").with("rate", setting.high(16)).with("burst", setting.low(16)).bits());

        Bits at = write.mux(accessSlot, refillSlot);
        Bits grantedThere = granted.read(at);
        Bits spentThere = spent.read(at);
        Bits burst = write.mux(writeBurst, setting.low(16));
        Bits full = Bits.cat(spentThere.plus(burst.zext(WHOLE)), Bits.lit(0, FRACTION));
        Bits level = grantedThere.low(WHOLE + FRACTION).minus(Bits.cat(spentThere, Bits.lit(0, FRACTION)));
        Bits share = setting.high(16).zext(WHOLE + FRACTION).shl(6);
        Bits overflows = level.plus(share).geu(Bits.cat(burst.zext(WHOLE), Bits.lit(0, FRACTION)));
        Bits refilled = overflows.mux(full, grantedThere.low(WHOLE + FRACTION).plus(share));
        when(write, () -> bucket.write(accessSlot, Bits.cat(writeRate, burst)));
        when(write.or(refill), () -> granted.write(at, write.mux(Bits.cat(writeRate.isZero(), full),
                Bits.cat(grantedThere.msb(), refilled))));
        when(spend, () -> spent.write(slot, spentHere.plus(1)));
        assertThat(write.not().or(access.and(refill.not())), "a bucket is written while it is refilled");
        assertThat(spend.not().or(has), "a token is spent that is not there");
    }
}

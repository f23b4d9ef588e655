package org.haiov.sim.lockstep.hart;

import org.haiov.blocks.cache.DataLink;
import org.haiov.blocks.cache.FetchLink;
import org.haiov.blocks.cache.MemoryOp;
import org.haiov.facts.RiscvFacts;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Enumerated;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/** Memory without caches and translation that answers the pipeline at once, or, with {@code hesitates}, after pseudo-random waits. */
final class IdealMemory extends Component {
    static final int WORDS = 1 << 17;

    final FetchLink code = input(FetchLink.shape());
    final DataLink data = input(DataLink.shape(32));

    IdealMemory(boolean hesitates) {
        Mem words = mem(64, WORDS);
        Reg noise = reg(32, 0x1234567);
        Bits a = noise.xor(noise.shl(13));
        Bits b = a.xor(a.shru(17));
        noise.set(b.xor(b.shl(5)));
        Bits codeWaits = hesitates ? noise.bit(3).and(noise.bit(9)) : Bits.lit(0, 1);
        Bits dataWaits = hesitates ? noise.bit(5).and(noise.bit(12)) : Bits.lit(0, 1);

        Reg fetching = reg(1, 0);
        Reg fetchAddress = reg(64);
        when(code.answered(), () -> fetching.set(0));
        when(code.valid(), () -> {
            fetching.set(1);
            fetchAddress.set(code.address());
        });
        code.answered().set(fetching.and(codeWaits.not()));
        code.data().set(words.read(fetchAddress.slice(19, 3)));
        code.failed().set(outside(fetchAddress));
        Bundle.signals(code.fault()).forEach(s -> s.set(0));
        code.fault().cause().set(RiscvFacts.exception("instruction access fault"));

        DataLink.Issue e = data.e();
        Reg there = reg(1, 0);
        DataLink.Issue held = reg(DataLink.shape(32).e());
        Bits busy = there.and(dataWaits);
        when(busy.not(), () -> there.set(0));
        when(data.m().kill(), () -> there.set(0));
        when(e.valid(), () -> {
            Bundle.set(held, e);
            there.set(1);
        });
        Bits word = words.read(held.address().slice(19, 3));
        Bits shift = Bits.cat(held.address().low(3), Bits.lit(0, 3)).zext(64);
        Bits shifted = word.shru(shift);
        Signal loaded = wire(64);
        Bits signs = held.unsigned().not();
        switchOn(held.size())
                .is(0, () -> loaded.set(extend(shifted.low(8), signs)))
                .is(1, () -> loaded.set(extend(shifted.low(16), signs)))
                .is(2, () -> loaded.set(extend(shifted.low(32), signs)))
                .is(3, () -> loaded.set(shifted));
        Reg reserved = reg(1, 0);
        Reg reservation = reg(64);
        Bits isStore = is(held, MemoryOp.STORE);
        Bits isAmo = is(held, MemoryOp.AMO);
        Bits isSc = is(held, MemoryOp.STORE_CONDITIONAL);
        Bits succeeds = reserved.and(reservation.eq(held.address()));
        Bits goes = there.and(busy.not()).and(data.m().kill().not()).and(outside(held.address()).not());
        Bits operand = data.m().data();
        Bits wide = held.size().bit(0);
        Bits other = wide.mux(operand, operand.low(32).sext(64));
        Bits function = held.function();
        Bits lessSigned = loaded.lts(other);
        Bits lessUnsigned = wide.mux(loaded.ltu(other), loaded.low(32).ltu(other.low(32)));
        Bits less = function.bit(3).mux(lessUnsigned, lessSigned);
        Bits minimum = less.mux(loaded, other);
        Bits maximum = less.mux(other, loaded);
        Signal combined = wire(64);
        combined.set(other);
        switchOn(function).is(0, () -> combined.set(loaded.plus(other))).is(1, () -> combined.set(other))
                .is(4, () -> combined.set(loaded.xor(other))).is(8, () -> combined.set(loaded.or(other)))
                .is(12, () -> combined.set(loaded.and(other)))
                .is(16, () -> combined.set(minimum)).is(20, () -> combined.set(maximum)).is(24, () -> combined.set(minimum))
                .is(28, () -> combined.set(maximum)).otherwise(() -> combined.set(other));
        Bits written = isAmo.mux(combined, operand);
        Bits mask = Bits.lit(1, 9).shl(Bits.lit(1, 9).shl(held.size().zext(9))).minus(1).low(8).shl(held.address().low(3).zext(8));
        when(goes.and(isStore.or(isAmo).or(isSc.and(succeeds))), () -> words.write(held.address().slice(19, 3), written.shl(shift), mask));
        when(goes.and(is(held, MemoryOp.LOAD_RESERVED)), () -> {
            reserved.set(1);
            reservation.set(held.address());
        });
        when(goes.and(isSc), () -> reserved.set(0));
        data.r().busy().set(busy);
        data.r().data().set(isSc.mux(succeeds.not().zext(64), loaded));
        data.r().failed().set(there.and(outside(held.address())));
        Bundle.signals(data.r().fault()).forEach(s -> s.set(0));
        Bits loads = is(held, MemoryOp.LOAD).or(is(held, MemoryOp.LOAD_RESERVED));
        data.r().fault().cause().set(loads.mux(cause("load access fault"), cause("store access fault")));
        data.r().physical().set(held.address().low(32));
    }

    private static Bits outside(Bits address) {
        return address.high(44).ne(PipelineAlone.RAM >>> 20);
    }

    private static Bits cause(String exception) {
        return Bits.lit(RiscvFacts.exception(exception), 6);
    }

    private static Bits is(DataLink.Issue issue, MemoryOp op) {
        return issue.op().eq(Enumerated.encode(op));
    }

    private static Bits extend(Bits value, Bits signs) {
        return signs.mux(value.sext(64), value.zext(64));
    }
}

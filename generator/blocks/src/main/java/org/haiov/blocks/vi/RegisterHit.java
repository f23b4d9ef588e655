package org.haiov.blocks.vi;

import java.util.ArrayList;
import java.util.List;
import org.haiov.facts.Register;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** Which readable register an address names; at most one member is 1. {@code ctx} has one bit for each of {@link ContextTable#REGISTERS}. */
record RegisterHit(Signal cap, Signal map, Signal config, Signal state, Signal count, Signal ctx, Signal bucket, Signal evict,
        Signal drain, Signal pending, Signal hart) implements Bundle {
    static RegisterHit shape() {
        return new RegisterHit(Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1),
                Signal.of(ContextTable.REGISTERS.size()), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1));
    }

    /** Drives all members from an address. */
    void decode(Bits address, ViConfig c) {
        cap.set(hit("CAP", address, 1));
        map.set(hit("map", address, c.entries()));
        config.set(hit("vid.config", address, c.vids()));
        state.set(hit("vid.state", address, c.vids()));
        count.set(hit("vid.count", address, c.vids()));
        List<Bits> contexts = new ArrayList<>();
        for (String register : ContextTable.REGISTERS.reversed()) {
            contexts.add(hit("ctx." + register, address, c.vids()));
        }
        ctx.set(Bits.cat(contexts));
        bucket.set(hit("slot.bucket", address, c.slots()));
        evict.set(hit("slot.evict", address, c.slots()));
        drain.set(hit("slot.drain", address, c.slots()));
        pending.set(hit("pending", address, c.words()));
        hart.set(hit("hart", address, c.harts()));
    }

    /** Whether the aligned address is one of {@code count} elements of the register. */
    static Bits hit(String name, Bits address, int count) {
        Register register = ViConfig.map().register(name);
        long offset = register.offset(0);
        int low = count == 1 && register.stride() == 0 ? 3 : Integer.numberOfTrailingZeros(register.stride());
        int indexBits = 32 - Integer.numberOfLeadingZeros(count - 1);
        int high = low + indexBits;
        Bits result = address.slice(address.width() - 1, high).eq(offset >> high);
        if (low > 3) {
            result = result.and(address.slice(low - 1, 3).eq((offset & (1L << low) - 1) >> 3));
        }
        if (Integer.bitCount(count) != 1) {
            result = result.and(address.slice(high - 1, low).ltu(count));
        }
        return result;
    }
}

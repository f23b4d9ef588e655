package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.ir.Memory.Style;

/**
 * slot[s].drain. Whether a drain is done is not stored: it is what the presenters and the request pipeline say of the slot in this
 * moment. A watcher goes over the slots in turn and reports each drain the first time it finds it done.
 */
final class DrainControl extends Component {
    /** Whether nothing of the slot may be presented. */
    final Signal slot;
    final Signal drained = output(1);

    /** The slot watched now, and whether a hart or the request pipeline has something of it. */
    final Signal watched;
    final Signal watchedBusy = input(1);

    /** 1 bit: software's access has the watcher's place. */
    final Signal access = input(1);
    final Signal accessSlot;
    final Signal write = input(1);
    final Signal writeRequested = input(1);
    /** The register of {@code accessSlot}, in the cycle of {@code access}. */
    final Signal register = output(64);

    final Done done;

    /** A drain found done. */
    record Done(Signal valid, Signal slot) implements Bundle {
        static Done shape(ViConfig c) {
            return new Done(Signal.of(1), Signal.of(c.slotBits()));
        }
    }

    DrainControl(ViConfig c) {
        slot = input(c.slotBits());
        watched = output(c.slotBits());
        accessSlot = input(c.slotBits());
        done = output(Done.shape(c));

        // requested, reported
        Mem state = mem(2, c.slots()).style(Style.DISTRIBUTED);
        drained.set(state.read(slot).msb());

        Reg turn = reg(c.slotBits(), 0);
        when(access.not().and(Bits.lit(c.slots() > 1)), () -> turn.set(turn.plus(1)));
        watched.set(access.mux(accessSlot, turn));
        Bits now = state.read(watched);
        Bits requested = now.msb();
        Bits isDone = requested.and(watchedBusy.not());
        register.set(RegisterWord.of("slot.drain").with("requested", requested).with("done", isDone).bits());

        Bits report = isDone.and(now.bit(0).not()).and(access.not());
        done.valid().set(report);
        done.slot().set(watched);
        Bits next = write.mux(Bits.cat(writeRequested, Bits.lit(false)), Bits.lit(3, 2));
        when(write.or(report), () -> state.write(watched, next));
        assertThat(write.not().or(access), "drain written without access");
    }
}

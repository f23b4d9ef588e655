package org.haiov.blocks.vi;

import java.util.List;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * vid[v].config as it is stored.
 *
 * @param home may name a hart outside the affinity mask or none at all
 * @param affinity one bit for each hart that there is
 * @param context ctx[v].suatp has MODE 8; not part of the register
 */
record VidConfig(Signal valid, Signal mask, Signal level, Signal priority, Signal slot, Signal vcpu, Signal home, Signal affinity,
        Signal guest, Signal context) implements Bundle {
    private static final String REGISTER = "vid.config";

    static VidConfig shape(ViConfig c) {
        return new VidConfig(Signal.of(1), Signal.of(1), Signal.of(2), Signal.of(ViConfig.PRIORITY_BITS), Signal.of(c.slotBits()),
                Signal.of(7), Signal.of(3), Signal.of(c.harts()), Signal.of(16), Signal.of(1));
    }

    /** Bits of the stored word. */
    static int width(ViConfig c) {
        return Bundle.signals(shape(c)).stream().mapToInt(Bits::width).sum();
    }

    /** As one word. */
    Bits pack() {
        return Bits.cat(Bundle.signals(this));
    }

    /** Drives all members from a packed word. */
    void unpack(Bits word) {
        int next = word.width() - 1;
        for (Signal member : Bundle.signals(this)) {
            member.set(word.slice(next, next - member.width() + 1));
            next -= member.width();
        }
    }

    /** The register as software reads it. */
    Bits register() {
        return RegisterWord.of(REGISTER).with("V", valid).with("mask", mask).with("level", level).with("priority", priority)
                .with("slot", slot).with("vCPU", vcpu).with("home", home).with("affinity", affinity).with("guest", guest).bits();
    }

    /** Drives all members but {@code context} from what software writes. */
    void fromRegister(Bits written, ViConfig c) {
        valid.set(field("V", written));
        mask.set(field("mask", written));
        level.set(field("level", written));
        priority.set(field("priority", written));
        slot.set(Slots.stored(field("slot", written), c));
        vcpu.set(field("vCPU", written));
        home.set(field("home", written));
        affinity.set(field("affinity", written).low(c.harts()));
        guest.set(field("guest", written));
    }

    private static Bits field(String name, Bits word) {
        return RegisterWord.field(REGISTER, name, word);
    }

    /** Whether a pending VID of this config may go to a hart at all, as far as config says. VS level comes with the hart. */
    Bits deliverable() {
        return valid.and(mask.not()).and(level.eq(ViConfig.SUPERVISOR).or(level.eq(ViConfig.USER).and(context)));
    }
}

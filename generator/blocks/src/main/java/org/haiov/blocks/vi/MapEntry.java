package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** map[i] as it is stored. */
record MapEntry(Signal valid, Signal slot, Signal vid) implements Bundle {
    private static final String REGISTER = "map";

    static MapEntry shape(ViConfig c) {
        return new MapEntry(Signal.of(1), Signal.of(c.slotBits()), Signal.of(c.vidBits()));
    }

    static int width(ViConfig c) {
        return 1 + c.slotBits() + c.vidBits();
    }

    Bits pack() {
        return Bits.cat(valid, slot, vid);
    }

    void unpack(Bits word) {
        valid.set(word.msb());
        slot.set(word.slice(slot.width() + vid.width() - 1, vid.width()));
        vid.set(word.low(vid.width()));
    }

    /** The register as software reads it. */
    Bits register() {
        return RegisterWord.of(REGISTER).with("V", valid).with("slot", slot).with("VID", vid).bits();
    }

    /** What is stored for a word that software writes: an entry that names a VID or slot beyond the configuration is not valid. */
    static Bits fromRegister(Bits written, ViConfig c) {
        Bits slot = RegisterWord.field(REGISTER, "slot", written);
        Bits vid = RegisterWord.field(REGISTER, "VID", written);
        Bits vidExists = vid.slice(vid.width() - 1, c.vidBits()).isZero();
        Bits valid = RegisterWord.field(REGISTER, "V", written).and(Slots.exists(slot, c)).and(vidExists);
        return Bits.cat(valid, Slots.stored(slot, c), vid.low(c.vidBits()));
    }
}

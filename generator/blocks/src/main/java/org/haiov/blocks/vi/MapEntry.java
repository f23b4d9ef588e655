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

    /** The register as software reads it. */
    Bits register() {
        return RegisterWord.of(REGISTER).with("V", valid).with("slot", slot).with("VID", vid).bits();
    }

    /** Drives all members from what software writes: an entry that names a VID or slot beyond the configuration is not valid. */
    void fromRegister(Bits written, ViConfig c) {
        Bits slotWritten = RegisterWord.field(REGISTER, "slot", written);
        Bits vidWritten = RegisterWord.field(REGISTER, "VID", written);
        Bits vidExists = vidWritten.slice(vidWritten.width() - 1, c.vidBits()).isZero();
        valid.set(RegisterWord.field(REGISTER, "V", written).and(Slots.exists(slotWritten, c)).and(vidExists));
        slot.set(Slots.stored(slotWritten, c));
        vid.set(vidWritten.low(c.vidBits()));
    }
}

package org.haiov.blocks.vi;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** vid[v].config as it is stored. */
record VidConfig(Delivery delivery, Signal vcpu, Signal guest) implements Bundle {
    private static final String REGISTER = "vid.config";

    static VidConfig shape(ViConfig c) {
        return new VidConfig(Delivery.shape(c), Signal.of(7), Signal.of(16));
    }

    /** The register as software reads it. */
    Bits register() {
        return RegisterWord.of(REGISTER).with("V", delivery.valid()).with("mask", delivery.mask()).with("level", delivery.level())
                .with("priority", delivery.priority()).with("slot", delivery.slot()).with("vCPU", vcpu)
                .with("home", delivery.home()).with("affinity", delivery.affinity()).with("guest", guest).bits();
    }

    /** Drives all members but {@code context} from what software writes. */
    void fromRegister(Bits written, ViConfig c) {
        delivery.valid().set(field("V", written));
        delivery.mask().set(field("mask", written));
        delivery.level().set(field("level", written));
        delivery.priority().set(field("priority", written));
        delivery.slot().set(Slots.stored(field("slot", written), c));
        delivery.home().set(field("home", written));
        delivery.affinity().set(field("affinity", written).low(c.harts()));
        vcpu.set(field("vCPU", written));
        guest.set(field("guest", written));
    }

    private static Bits field(String name, Bits word) {
        return RegisterWord.field(REGISTER, name, word);
    }
}

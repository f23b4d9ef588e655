package org.haiov.blocks.csr;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** Whether something may be done: neither bit: yes; illegal instruction; virtual instruction. */
public record Verdict(Signal illegal, Signal virtual) implements Bundle {
    /** The shape. */
    public static Verdict shape() {
        return new Verdict(Signal.of(1), Signal.of(1));
    }

    public Bits refused() {
        return illegal.or(virtual);
    }
}

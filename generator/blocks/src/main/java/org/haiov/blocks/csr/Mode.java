package org.haiov.blocks.csr;

import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/** Privilege mode: {@code privilege} 0 U, 1 S, 3 M; {@code virtual} V. */
public record Mode(Signal privilege, Signal virtual) implements Bundle {
    public static final int USER = 0;
    public static final int SUPERVISOR = 1;
    public static final int MACHINE = 3;

    /** The shape. */
    public static Mode shape() {
        return new Mode(Signal.of(2), Signal.of(1));
    }

    public Bits isMachine() {
        return privilege.bit(1);
    }

    public Bits isUser() {
        return privilege.bit(0).not();
    }

    /** S, HS or VS. */
    public Bits isSupervisor() {
        return privilege.eq(SUPERVISOR);
    }
}

package org.haiov.sim.golden.device;

/** Nobody answers an access; the hart makes an access fault of it. Control flow, so one object and no stack trace. */
public final class BusFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public static final BusFault INSTANCE = new BusFault();

    private BusFault() {
        super("no device answers this access", null, false, false);
    }
}

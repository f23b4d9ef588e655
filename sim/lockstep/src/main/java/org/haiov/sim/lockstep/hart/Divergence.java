package org.haiov.sim.lockstep.hart;

/** Engine and golden model did not do the same. The message tells what, and what came before on both sides. */
public final class Divergence extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Divergence(String message) {
        super(message);
    }
}

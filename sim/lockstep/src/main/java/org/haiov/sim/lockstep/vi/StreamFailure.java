package org.haiov.sim.lockstep.vi;

import org.haiov.ir.HaiovException;

/** A stream or scenario in which hardware and model, or two engines, did not agree; says which, so that it can be run again alone. */
public final class StreamFailure extends HaiovException {
    private static final long serialVersionUID = 1L;

    public StreamFailure(String stream, RuntimeException cause) {
        super(stream + ": " + cause.getMessage(), cause);
    }
}

package org.haiov.sim.engine;

import org.haiov.ir.HaiovException;

/** A signal or memory that the design has and the simulation was opened without. */
public final class NotVisible extends HaiovException {
    private static final long serialVersionUID = 1L;

    /** @param what {@code signal} or {@code memory} */
    public NotVisible(String what, String path) {
        super(what + " '" + path + "' is not visible: this simulation was opened for speed, with the top module's ports alone."
                + " Open it with EngineOptions.visibleState"
                + (what.equals("memory") ? " or withMemories." : "."));
    }
}

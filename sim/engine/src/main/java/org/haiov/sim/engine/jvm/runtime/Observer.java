package org.haiov.sim.engine.jvm.runtime;

/** Generated code that computes values nobody needs for the next state: outputs, probed wires. */
public abstract class Observer {
    protected Observer() {
    }

    /** Writes the values as they are now, one long a word. */
    public abstract void observe(long[] values);
}

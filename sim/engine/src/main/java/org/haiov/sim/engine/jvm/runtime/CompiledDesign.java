package org.haiov.sim.engine.jvm.runtime;

/** A design's generated code. */
public abstract class CompiledDesign {
    protected CompiledDesign() {
    }

    /**
     * Runs cycles of the main clock.
     *
     * @param from number of the first cycle, for clocks with a rhythm of their own
     * @param host called at the end of each cycle where there are external models; else may be null
     * @return how many cycles were not run, because a check did not hold just before the first of them
     */
    public abstract long run(long from, long cycles, Host host);

    /** The check that did not hold; -1 if none since it was last asked. */
    public abstract int violation();

    /** Says that a memory or the state was changed from outside, or that a check did not hold: all units run again. */
    public abstract void wake();

    /** Writes every slot's value to the array. */
    public abstract void save(long[] state);

    /** Takes every slot's value from the array. */
    public abstract void load(long[] state);

    /** Runs the external models. */
    public interface Host {
        /** End of a cycle, everything being computed from before the edge. */
        void edge();
    }
}

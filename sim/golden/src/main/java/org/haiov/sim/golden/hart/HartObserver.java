package org.haiov.sim.golden.hart;

import org.haiov.sim.golden.isa.Decoded;
import org.haiov.sim.golden.state.Trap;

/**
 * Told of what a hart does, for counting coverage. While a hart has one it interprets, one instruction at a time where the observer
 * follows; without one it costs nothing.
 */
public interface HartObserver {
    /** Whether to tell of the instruction at {@code pc}. */
    boolean follows(long pc);

    /**
     * An instruction has retired.
     *
     * @param privilege before it
     * @param virtual virtualization mode before it
     */
    void retired(long pc, int privilege, boolean virtual, Decoded instruction);

    /**
     * An instruction has raised an exception, which has been taken.
     *
     * @param instruction null where its fetch faulted
     */
    void trapped(long pc, int privilege, boolean virtual, Decoded instruction, Trap trap);

    /** An interrupt has been taken. */
    void interrupted(long pc, int privilege, boolean virtual, int code);
}

package org.haiov.sim.golden.machine;

import org.haiov.sim.golden.hart.Hart;

/**
 * Drives the harts of a machine in the machine's stead, turn by turn, and may stop the run between any two steps; the next run goes on
 * there. A debugger.
 */
public interface Supervisor {
    /** Whether the hart takes part. One that does not stands still while time passes. */
    boolean runs(Hart hart);

    /** Runs {@code hart} up to machine cycle {@code limit}; not so far where the run stops, or has an {@linkplain Machine#outcome outcome}. */
    void run(Hart hart, long limit);

    /** Whether the run stops here. */
    boolean stops();

    /** All harts that run wait, and no timer will wake them: called again and again until input or {@link #stops} ends that. */
    void idle();
}

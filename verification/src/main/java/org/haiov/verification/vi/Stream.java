package org.haiov.verification.vi;

import org.haiov.sim.golden.vi.Configuration;

/**
 * One random stream, as it can be run again.
 *
 * @param size of the controller
 * @param seed of everything random
 * @param requests how many are accepted at least
 */
public record Stream(Configuration size, long seed, long requests) {
    /** The command that runs it alone. */
    public String replay() {
        return "./haiov regress vi --size " + size.harts() + "," + size.entries() + "," + size.vids() + "," + size.slots() + " --stream 0x"
                + Long.toHexString(seed) + " --requests " + requests;
    }

    @Override
    public String toString() {
        return "random stream at " + size + " (again: " + replay() + ")";
    }
}

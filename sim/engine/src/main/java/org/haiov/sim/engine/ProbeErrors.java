package org.haiov.sim.engine;

import org.haiov.ir.HaiovException;

/** What a user is told who asks a probe for what it cannot do; the same from every engine. */
public final class ProbeErrors {
    private ProbeErrors() {
    }

    public static HaiovException notAnInput(String path) {
        return new HaiovException(path + " is not an input of the top module: only those can be driven");
    }

    /** @param value in decimal */
    public static HaiovException doesNotFit(String value, String path, int width) {
        return new HaiovException(value + " does not fit in " + path + ", which has " + width + " bits");
    }

    public static HaiovException tooWideForLong(String path, int width) {
        return new HaiovException(path + " has " + width + " bits, more than a long: use the BigInteger form");
    }

    public static HaiovException noWord(String path, int words, int word) {
        return new HaiovException("memory " + path + " has words 0 to " + (words - 1) + ", not " + word);
    }

    public static HaiovException notACondition(String path) {
        return new HaiovException(path + " is not a 1-bit signal of this simulation, so nothing can run until it is 1");
    }
}

package org.haiov.verification.bench.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haiov.ir.HaiovException;

/**
 * What a contestant's program prints after a turn: cycles measured, nanoseconds they took, and the hash then. The time is the
 * processor time of the whole process, a JVM's compiler and collector included, so that what else runs on the machine slows nobody.
 *
 * <p>A turn starts at power-up: one cycle of reset, a tenth of the cycles unmeasured, then the measured ones.
 */
record Turn(long cycles, long nanoseconds, long hash) {
    private static final Pattern LINE = Pattern.compile("turn (\\d+) (\\d+) ([0-9a-f]+)");

    static long unmeasured(long cycles) {
        return cycles / 10;
    }

    double kilocyclesPerSecond() {
        return cycles * 1e6 / nanoseconds;
    }

    /** The line that {@link #parse} reads. */
    String line() {
        return "turn " + cycles + " " + nanoseconds + " " + Long.toHexString(hash);
    }

    static Turn parse(String line) {
        Matcher m = LINE.matcher(line == null ? "" : line);
        if (!m.matches()) {
            throw new HaiovException("a benchmark program printed '" + line + "' where its result should stand");
        }
        return new Turn(Long.parseLong(m.group(1)), Long.parseLong(m.group(2)), Long.parseUnsignedLong(m.group(3), 16));
    }
}

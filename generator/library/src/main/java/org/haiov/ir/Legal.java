package org.haiov.ir;

/** Guards the netlist's own rules. A failure here is a mistake of the library's, not of the user: {@code hdl} has checked before. */
final class Legal {
    private Legal() {
    }

    static void require(boolean holds, String what, Loc loc) {
        if (!holds) {
            throw broken(what, "", loc);
        }
    }

    /** As above; the details are put into words only if it does not hold, for it holds hundreds of thousands of times. */
    static void require(boolean holds, String what, Object details, Loc loc) {
        if (!holds) {
            throw broken(what, " " + details, loc);
        }
    }

    private static IllegalArgumentException broken(String what, String details, Loc loc) {
        return new IllegalArgumentException("ill-formed netlist at " + loc + ": " + what + details);
    }
}

package org.haiov.ir;

/** Guards the netlist's own rules. A failure here is a mistake of the library's, not of the user: {@code hdl} has checked before. */
final class Legal {
    private Legal() {
    }

    static void require(boolean holds, String what, Loc loc) {
        if (!holds) {
            throw new IllegalArgumentException("ill-formed netlist at " + loc + ": " + what);
        }
    }
}

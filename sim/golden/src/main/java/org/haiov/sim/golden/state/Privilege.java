package org.haiov.sim.golden.state;

/** Privilege levels as xPP encodes them (Privileged 1.2); with the virtualization mode V they make the modes U, HS, M, VU, VS. */
public final class Privilege {
    public static final int U = 0;
    public static final int S = 1;
    public static final int M = 3;

    private Privilege() {}

    /** {@code U}, {@code HS}, {@code M}, {@code VU} or {@code VS}. */
    public static String name(int privilege, boolean virtual) {
        return switch (privilege) {
            case U -> virtual ? "VU" : "U";
            case S -> virtual ? "VS" : "HS";
            case M -> "M";
            default -> throw new IllegalArgumentException("no privilege " + privilege);
        };
    }
}

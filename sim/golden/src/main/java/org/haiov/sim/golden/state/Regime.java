package org.haiov.sim.golden.state;

/** What decides about an access besides its address, packed into 7 bits; a tag of the translation cache. */
public final class Regime {
    public static final int PRIVILEGE = 3;
    public static final int VIRTUAL = 4;
    public static final int SUM = 8;
    public static final int MXR = 16;
    public static final int VS_SUM = 32;
    public static final int VS_MXR = 64;

    private Regime() {}
}

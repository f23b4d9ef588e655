package org.haiov.blocks.mmu;

/** With whose eyes a test looks: {@link Regime}. */
public record Eyes(boolean machine, boolean virtual, boolean user, boolean sum, boolean mxr, boolean guestMxr) {
    public static final Eyes M = new Eyes(true, false, false, false, false, false);
    public static final Eyes S = new Eyes(false, false, false, false, false, false);
    public static final Eyes U = S.withUser();
    public static final Eyes VS = new Eyes(false, true, false, false, false, false);
    public static final Eyes VU = VS.withUser();

    public Eyes withUser() {
        return new Eyes(machine, virtual, true, sum, mxr, guestMxr);
    }

    public Eyes withSum() {
        return new Eyes(machine, virtual, user, true, mxr, guestMxr);
    }

    /** MXR of the first stage: vsstatus.MXR, or sstatus.MXR of those who are not guests. */
    public Eyes withMxr() {
        return new Eyes(machine, virtual, user, sum, true, guestMxr);
    }

    /** sstatus.MXR, which works on both stages. */
    public Eyes withBothMxr() {
        return new Eyes(machine, virtual, user, sum, true, true);
    }
}

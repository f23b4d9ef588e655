package org.haiov.sim.golden.state;

import org.haiov.facts.Facts;
import org.haiov.facts.RiscvFacts;

/** Bits of mip and mie. */
public final class Interrupt {
    public static final long SSI = bit("supervisor software");
    public static final long VSSI = bit("VS software");
    public static final long MSI = bit("machine software");
    public static final long STI = bit("supervisor timer");
    public static final long VSTI = bit("VS timer");
    public static final long MTI = bit("machine timer");
    public static final long SEI = bit("supervisor external");
    public static final long VSEI = bit("VS external");
    public static final long MEI = bit("machine external");
    /** Xhaiov: a level-0 VI is presented. At VS level: a level-2 VI. */
    public static final long SVI = 1L << Facts.interrupt("supervisor VI");
    public static final long DOORBELL = 1L << Facts.interrupt("doorbell");

    public static final long MACHINE = MEI | MSI | MTI;
    public static final long SUPERVISOR = SEI | SSI | STI;
    public static final long VS = VSEI | VSSI | VSTI;
    public static final long XHAIOV = SVI | DOORBELL;

    /**
     * Codes at one privilege level, first the one that is taken first: MEI, MSI, MTI, SEI, SSI, STI, VSEI, VSSI, VSTI (Privileged 3.1.9 and
     * 8.4.2; there is no SGEI as GEILEN is 0), then doorbell, then supervisor VI (Xhaiov 2).
     */
    public static final int[] ORDER = {11, 3, 7, 9, 1, 5, 10, 2, 6, 26, 25};

    private Interrupt() {}

    private static long bit(String name) {
        return 1L << RiscvFacts.interrupt(name);
    }
}

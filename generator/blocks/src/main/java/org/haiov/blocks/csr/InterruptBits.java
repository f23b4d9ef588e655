package org.haiov.blocks.csr;

import java.util.List;
import org.haiov.facts.RiscvFacts;

/** Interrupt numbers by the names of facts, and masks of them over the lower {@link #WIDTH} bits of mip and mie. */
final class InterruptBits {
    /** mip and mie up to bit 11: there is no SGEI, as GEILEN is 0. */
    static final int WIDTH = 12;

    static final int SSI = code("supervisor software");
    static final int VSSI = code("VS software");
    static final int MSI = code("machine software");
    static final int STI = code("supervisor timer");
    static final int VSTI = code("VS timer");
    static final int MTI = code("machine timer");
    static final int SEI = code("supervisor external");
    static final int VSEI = code("VS external");
    static final int MEI = code("machine external");

    static final long SUPERVISOR = mask(SSI, STI, SEI);
    static final long GUEST = mask(VSSI, VSTI, VSEI);
    static final long MACHINE = mask(MSI, MTI, MEI);
    static final long ALL = SUPERVISOR | GUEST | MACHINE;

    /** First the one that is taken first (P 3.1.9, 8.4.2). */
    static final List<Integer> ORDER = List.of(MEI, MSI, MTI, SEI, SSI, STI, VSEI, VSSI, VSTI);

    private InterruptBits() {}

    static long mask(int... codes) {
        long mask = 0;
        for (int code : codes) {
            mask |= 1L << code;
        }
        return mask;
    }

    private static int code(String name) {
        return RiscvFacts.interrupt(name);
    }
}

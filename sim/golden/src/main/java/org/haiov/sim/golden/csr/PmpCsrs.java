package org.haiov.sim.golden.csr;

import org.haiov.sim.golden.mmu.Pmp;
import org.haiov.sim.golden.state.HartState;

/**
 * PMP registers (P 3.7.1). With regions configured, pmpcfg0, pmpcfg2 and pmpaddr0 to 15 are there, those of regions that are not
 * configured read-only zero; without, none is.
 */
final class PmpCsrs {
    private static final int ENTRIES = 16;
    private static final int PER_REGISTER = 8;
    private static final long ADDRESS = (1L << 54) - 1;
    private static final int TOR = 1;

    private PmpCsrs() {}

    static void define(CsrFile file, HartState s) {
        if (s.options.pmpRegions() == 0) {
            return;
        }
        for (int i = 0; i < ENTRIES; i += PER_REGISTER) {
            int first = i;
            file.define("pmpcfg" + i / 4, () -> config(s, first), v -> config(s, first, v));
        }
        for (int i = 0; i < ENTRIES; i++) {
            int entry = i;
            file.define("pmpaddr" + i, () -> Pmp.address(s, entry), v -> {
                if (entry < s.options.pmpRegions() && !addressLocked(s, entry)) {
                    s.pmpaddr[entry] = v & ADDRESS;
                    s.translationChanged();
                }
            });
        }
    }

    private static long config(HartState s, int first) {
        long value = 0;
        for (int i = PER_REGISTER - 1; i >= 0; i--) {
            value = value << 8 | s.pmpcfg[first + i];
        }
        return value;
    }

    private static void config(HartState s, int first, long value) {
        for (int i = first; i < first + PER_REGISTER && i < s.options.pmpRegions(); i++) {
            if ((s.pmpcfg[i] & Pmp.L) == 0) {
                int config = (int) (value >>> 8 * (i - first)) & (Pmp.L | Pmp.A | Pmp.X | Pmp.W | Pmp.R);
                // R=0 with W=1 is reserved: W is then not set.
                if ((config & Pmp.R) == 0) {
                    config &= ~Pmp.W;
                }
                // "When G >= 1, the NA4 mode is not selectable": A stays.
                boolean selectable = (config & Pmp.A) != Pmp.NA4 << Pmp.A_SHIFT || s.options.pmpGranularity() == 4;
                s.pmpcfg[i] = selectable ? config : config & ~Pmp.A | s.pmpcfg[i] & Pmp.A;
            }
        }
        s.translationChanged();
    }

    /** A locked entry, or the lower bound of a locked TOR entry. */
    private static boolean addressLocked(HartState s, int entry) {
        return (s.pmpcfg[entry] & Pmp.L) != 0 || entry + 1 < ENTRIES && (s.pmpcfg[entry + 1] & Pmp.L) != 0
                && (s.pmpcfg[entry + 1] & Pmp.A) >> Pmp.A_SHIFT == TOR;
    }
}

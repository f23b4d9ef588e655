package org.haiov.sim.golden.mmu;

import java.util.Arrays;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Privilege;

/** Physical memory protection (Privileged 3.7.1). Of pmpaddr everything that was written is kept; granularity is a matter of looking at it. */
public final class Pmp {
    public static final int R = 1;
    public static final int W = 2;
    public static final int X = 4;
    public static final int A_SHIFT = 3;
    public static final int A = 3 << A_SHIFT;
    public static final int L = 0x80;

    private static final int OFF = 0;
    private static final int TOR = 1;
    /** Of field A: naturally aligned four bytes. */
    public static final int NA4 = 2;

    private static final int ENTRIES = 256;

    private final HartState state;
    /** Pages that may be accessed as a whole: page number &lt;&lt; 4 | access &lt;&lt; 2 | privilege. */
    private final long[] open = new long[ENTRIES];

    Pmp(HartState state) {
        this.state = state;
        changed();
    }

    /** The registers have changed. */
    void changed() {
        Arrays.fill(open, -1);
    }

    /** Whether {@code privilege} may access the bytes from {@code address} to {@code address + size - 1}, which are in one page. */
    boolean allows(long address, long size, Access access, int privilege) {
        long key = address >>> 12 << 4 | access.ordinal() << 2 | privilege;
        int slot = (int) (key ^ key >>> 4) & ENTRIES - 1;
        if (open[slot] == key) {
            return true;
        }
        if (check(address & -4096, 4096, access, privilege)) {
            open[slot] = key;
            return true;
        }
        return check(address, size, access, privilege);
    }

    private boolean check(long address, long size, Access access, int privilege) {
        long last = address + size - 1;
        for (int i = 0; i < state.options.pmpRegions(); i++) {
            int config = state.pmpcfg[i];
            long low;
            long high; // the last byte
            switch ((config & A) >> A_SHIFT) {
                case OFF -> {
                    continue;
                }
                case TOR -> {
                    low = i == 0 ? 0 : bound(state, i - 1) << 2;
                    high = (bound(state, i) << 2) - 1;
                    if (Long.compareUnsigned(low, high + 1) >= 0) {
                        continue; // an empty range matches nothing
                    }
                }
                case NA4 -> {
                    low = state.pmpaddr[i] << 2;
                    high = low + 3;
                }
                default -> { // NAPOT
                    long place = address(state, i);
                    long ones = place ^ place + 1;
                    low = (place & ~ones) << 2;
                    high = low + (ones << 2 | 3);
                }
            }
            if (Long.compareUnsigned(last, low) < 0 || Long.compareUnsigned(address, high) > 0) {
                continue;
            }
            // "The lowest-numbered PMP entry that matches any byte of an access determines whether that access succeeds or fails. It must match all bytes."
            if (Long.compareUnsigned(address, low) < 0 || Long.compareUnsigned(last, high) > 0) {
                return false;
            }
            if (privilege == Privilege.M && (config & L) == 0) {
                return true;
            }
            return (config & needed(access)) != 0;
        }
        // "If no PMP entry matches an M-mode access, it succeeds; an S- or U-mode access fails if at least one entry is implemented."
        return privilege == Privilege.M || state.options.pmpRegions() == 0;
    }

    /** pmpaddr as it reads: "when G >= 2 and A[1] is set, bits G-2:0 read as all ones. When G >= 1 and A[1] is clear, bits G-1:0 read as all zeros." */
    public static long address(HartState state, int region) {
        if ((state.pmpcfg[region] & 2 << A_SHIFT) == 0) {
            return bound(state, region);
        }
        int granularity = state.options.pmpGranularity();
        return granularity < 16 ? state.pmpaddr[region] : state.pmpaddr[region] | (granularity >> 3) - 1;
    }

    /** pmpaddr as a bound of TOR: "bits G-1:0 do not affect the TOR address-matching logic". */
    private static long bound(HartState state, int region) {
        return state.pmpaddr[region] & -(state.options.pmpGranularity() >> 2);
    }

    private static int needed(Access access) {
        return switch (access) {
            case FETCH -> X;
            case LOAD -> R;
            case STORE -> W;
        };
    }
}

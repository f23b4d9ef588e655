package org.haiov.sim.golden.hcs;

import org.haiov.sim.golden.state.HartOptions;
import org.haiov.sim.golden.state.XhaiovState;

/** What Xhaiov's registers keep of what is written to them. */
public final class XhaiovWarl {
    private static final long PPN = (1L << 44) - 1;

    private XhaiovWarl() {}

    /** (UPV,UPP) = (0,1) becomes (0,0). */
    public static long ustatus(long value) {
        long kept = value & (XhaiovState.UIE | XhaiovState.UPIE | XhaiovState.UPV | XhaiovState.UPP);
        return (kept & XhaiovState.UPV) == 0 ? kept & ~XhaiovState.UPP : kept;
    }

    /** Direct only: bits 1:0 are 0. */
    public static long utvec(long value) {
        return value & ~3L;
    }

    /** uepc, shepc: bit 0 is 0. */
    public static long pc(long value) {
        return value & ~1L;
    }

    /** suatp: as satp; a write with a MODE other than 0 and 8 changes nothing. */
    public static long suatp(long old, long value, HartOptions options) {
        if (value >>> 60 != 0 && value >>> 60 != 8) {
            return old;
        }
        return value & (0xFL << 60 | (1L << options.asidBits()) - 1 << 44 | PPN);
    }

    /** What the banked CSR with index {@code csr} keeps. */
    public static long banked(int csr, long value) {
        if (csr == XhaiovState.USTATUS) {
            return ustatus(value);
        }
        if (csr == XhaiovState.UTVEC) {
            return utvec(value);
        }
        if (csr == XhaiovState.UEPC) {
            return pc(value);
        }
        return csr == XhaiovState.UVICTX ? SenderContext.ofUser(value) : value;
    }
}

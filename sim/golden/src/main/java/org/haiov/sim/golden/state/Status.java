package org.haiov.sim.golden.state;

import org.haiov.facts.Csr;
import org.haiov.facts.Facts;
import org.haiov.facts.RiscvFacts;

/** Fields of mstatus, sstatus, vsstatus and hstatus. A field of one bit is its mask. */
public final class Status {
    private static final Csr M = RiscvFacts.csr("mstatus");
    private static final Csr H = RiscvFacts.csr("hstatus");

    public static final long SIE = mask("SIE");
    public static final long MIE = mask("MIE");
    public static final long SPIE = mask("SPIE");
    public static final long MPIE = mask("MPIE");
    public static final long SPP = mask("SPP");
    public static final long MPP = mask("MPP");
    public static final int MPP_SHIFT = M.field("MPP").lsb();
    public static final long MPRV = mask("MPRV");
    public static final long SUM = mask("SUM");
    public static final long MXR = mask("MXR");
    public static final long TVM = mask("TVM");
    public static final long TW = mask("TW");
    public static final long TSR = mask("TSR");
    public static final long GVA = mask("GVA");
    public static final long MPV = mask("MPV");
    /** UXL = SXL = 2: 64 bits, read-only. */
    public static final long UXL_64 = M.field("UXL").of(2);
    public static final long SXL_64 = M.field("SXL").of(2);

    public static final long H_GVA = H.field("GVA").mask();
    public static final long H_SPV = H.field("SPV").mask();
    public static final long H_SPVP = H.field("SPVP").mask();
    /** Xhaiov: URET may go to V=1. */
    public static final long H_HUR = Facts.standardField("hstatus.HUR").mask();
    public static final long H_HU = H.field("HU").mask();
    public static final long H_VTVM = H.field("VTVM").mask();
    public static final long H_VTW = H.field("VTW").mask();
    public static final long H_VTSR = H.field("VTSR").mask();
    public static final long H_VSXL_64 = H.field("VSXL").of(2);

    /** What a supervisor sees of mstatus, and a guest of vsstatus (Privileged 4.1.1). */
    public static final long SUPERVISOR_WRITABLE = SIE | SPIE | SPP | SUM | MXR;

    private Status() {}

    private static long mask(String field) {
        return M.field(field).mask();
    }
}

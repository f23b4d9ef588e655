package org.haiov.sim.golden.state;

import java.util.Arrays;

/**
 * Everything a hart remembers. Plain public fields, for the interpreter and translated code touch them on every instruction; the rules
 * of CSRs stand in package {@code csr}, which alone writes CSR fields besides trap entry and return.
 *
 * <p>Whoever changes something that decides whether an interrupt is taken, what an address means or when a timer fires calls the matching
 * {@code ...Changed} method. These only raise {@link #attention}, which leaves the current block of instructions.
 */
public final class HartState {
    /** No reservation. */
    public static final long NO_RESERVATION = -1;

    public final int id;
    public final HartOptions options;

    /** x0 to x31; x[0] stays 0, writes to x0 go to x[32]. */
    public final long[] x = new long[33];
    public long pc;
    /** Address of the instruction after the current one; a jump or trap changes it. */
    public long nextPc;
    public int privilege;
    public boolean virtual;
    /** Physical address of the LR, {@link #NO_RESERVATION} where there is none. */
    public long reservation;
    public boolean waiting;

    public long mstatus;
    public long mtvec;
    public long mscratch;
    public long mepc;
    public long mcause;
    public long mtval;
    public long mtinst;
    public long mtval2;
    public long medeleg;
    public long mideleg;
    public long mie;
    public long menvcfg;
    public int mcounteren;
    public int mcountinhibit;
    public final int[] pmpcfg = new int[16];
    public final long[] pmpaddr = new long[16];

    public long stvec;
    public long sscratch;
    public long sepc;
    public long scause;
    public long stval;
    public long satp;
    public long senvcfg;
    public int scounteren;
    public long stimecmp;

    public long hstatus;
    public long hedeleg;
    public long hideleg;
    public long htval;
    public long htinst;
    public long hgatp;
    public long henvcfg;
    public long htimedelta;
    public int hcounteren;

    /** mhaiovcfg.EN. */
    public boolean xhaiovEnabled;
    public final XhaiovState xhaiov = new XhaiovState();

    public long vsstatus;
    public long vstvec;
    public long vsscratch;
    public long vsepc;
    public long vscause;
    public long vstval;
    public long vsatp;
    public long vstimecmp;

    /** Bits of mip that software sets: SSIP, STIP, SEIP, and hvip's VSSIP, VSTIP, VSEIP. */
    public long softwarePending;
    /** Bits of mip that devices and comparators set. */
    public long linePending;

    /** Machine time in cycles, as this hart has lived through it. */
    public long cycles;
    /** Instructions retired since reset. */
    public long retired;
    /** mcycle less {@link #cycles}, or mcycle itself while inhibited. */
    public long cycleOffset;
    /** minstret less {@link #retired}, or minstret itself while inhibited. */
    public long retiredOffset;

    /** Leave the block: interrupts, translation, mode or timers may be other than before. */
    public boolean attention;
    /** Cached translations are out of date. */
    public boolean staleTranslations;
    /** satp, vsatp or hgatp has changed. */
    public boolean staleAddressSpace;
    /** Comparators are out of date. */
    public boolean staleTimers;

    /** What decides about loads and stores besides the address: see {@link #modeChanged}. */
    public int dataRegime;
    /** The same for fetches. */
    public int fetchRegime;

    public final Trap trap = new Trap();

    public HartState(int id, HartOptions options) {
        this.id = id;
        this.options = options;
        reset();
    }

    /**
     * Reset state (Privileged 3.4): M-mode, interrupts off, MPRV 0, PMP off, Bare. What the manual leaves undefined is 0.
     */
    public void reset() {
        Arrays.fill(x, 0);
        pc = options.resetVector();
        nextPc = pc;
        privilege = Privilege.M;
        virtual = false;
        reservation = NO_RESERVATION;
        waiting = false;
        mstatus = Status.UXL_64 | Status.SXL_64;
        mtvec = mscratch = mepc = mcause = mtval = mtinst = mtval2 = medeleg = mie = menvcfg = 0;
        mideleg = options.hypervisor() ? Interrupt.VS : 0;
        mcounteren = mcountinhibit = scounteren = hcounteren = 0;
        Arrays.fill(pmpcfg, 0);
        Arrays.fill(pmpaddr, 0);
        stvec = sscratch = sepc = scause = stval = satp = senvcfg = stimecmp = 0;
        hstatus = Status.H_VSXL_64;
        hedeleg = hideleg = htval = htinst = hgatp = henvcfg = htimedelta = 0;
        vsstatus = Status.UXL_64;
        vstvec = vsscratch = vsepc = vscause = vstval = vsatp = vstimecmp = 0;
        xhaiovEnabled = false;
        xhaiov.reset();
        softwarePending = linePending = 0;
        cycles = retired = cycleOffset = retiredOffset = 0;
        modeChanged();
        addressSpaceChanged();
        translationChanged();
        timersChanged();
    }

    /** Interrupts pending, as mip reads. */
    public long pending() {
        return softwarePending | linePending;
    }

    /** A device drives its line. */
    public void line(long bit, boolean high) {
        long now = high ? linePending | bit : linePending & ~bit;
        if (now != linePending) {
            linePending = now;
            attention = true;
        }
    }

    public void interruptsChanged() {
        attention = true;
    }

    /** satp, vsatp or hgatp has changed; what was cached under others stays. */
    public void addressSpaceChanged() {
        staleAddressSpace = true;
        attention = true;
    }

    /** Cached translations of all address spaces are out of date. */
    public void translationChanged() {
        staleTranslations = true;
        attention = true;
    }

    public void timersChanged() {
        staleTimers = true;
        attention = true;
    }

    /** To be called after every change of mode and of the status registers. */
    public void modeChanged() {
        int privilege = this.privilege;
        boolean virtual = this.virtual;
        fetchRegime = privilege | (virtual ? 4 : 0);
        boolean kernel = privilege != Privilege.U && !virtual;
        if (kernel != xhaiov.kernel) {
            xhaiov.kernelChanged(kernel, cycles, retired);
            staleTimers |= xhaiov.waiting();
        }
        if ((mstatus & Status.MPRV) != 0) { // Privileged 3.1.6.3 and 8.4.1
            privilege = (int) ((mstatus & Status.MPP) >>> Status.MPP_SHIFT);
            virtual = privilege != Privilege.M && (mstatus & Status.MPV) != 0;
        }
        dataRegime = regime(privilege, virtual);
        attention = true;
    }

    /** Number of what translates an access with the given effective mode, as the status registers stand: 7 bits. */
    public int regime(int privilege, boolean virtual) {
        return privilege | (virtual ? Regime.VIRTUAL : 0) | ((mstatus & Status.SUM) != 0 ? Regime.SUM : 0) | ((mstatus & Status.MXR) != 0 ? Regime.MXR : 0)
                | ((vsstatus & Status.SUM) != 0 ? Regime.VS_SUM : 0) | ((vsstatus & Status.MXR) != 0 ? Regime.VS_MXR : 0);
    }
}

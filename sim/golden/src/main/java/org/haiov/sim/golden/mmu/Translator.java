package org.haiov.sim.golden.mmu;

import org.haiov.sim.golden.device.Bus;
import org.haiov.sim.golden.device.BusFault;
import org.haiov.sim.golden.state.Cause;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Privilege;
import org.haiov.sim.golden.state.Regime;
import org.haiov.sim.golden.state.Trap;

/**
 * Virtual to physical addresses: the algorithm of Privileged 4.3.2 for Sv39 with Svade (a clear A or a needed clear D bit is a page fault,
 * so page tables are never written), as VS-stage and as G-stage (8.5.1, Sv39x4). Nothing is cached here.
 */
final class Translator {
    /** HLVX: execute permission takes the place of read permission (8.2.4). */
    static final int HLVX = 1;
    /** A load or store instruction (no atomic, no HLV) whose access is aligned: what Xhaiov 3 redirects. */
    static final int PLAIN = 2;

    private static final long PTE_V = 1;
    private static final long PTE_R = 1 << 1;
    private static final long PTE_W = 1 << 2;
    private static final long PTE_X = 1 << 3;
    private static final long PTE_U = 1 << 4;
    private static final long PTE_A = 1 << 6;
    private static final long PTE_D = 1 << 7;
    /** 63 (Svnapot) and 62:61 (Svpbmt), neither of which is there, and 60:54. */
    private static final long PTE_RESERVED = -1L << 54;
    private static final long PTE_MMIO = 1L << 58;
    private static final long PPN = (1L << 44) - 1;
    private static final int LEVELS = 3;

    private final HartState state;
    private final Bus bus;
    private final Pmp pmp;

    // The access that is being translated, for its exceptions.
    private long address;
    private Access access;
    private boolean virtual;
    private int flags;
    private int offset;
    private int level;

    Translator(HartState state, Bus bus, Pmp pmp) {
        this.state = state;
        this.bus = bus;
        this.pmp = pmp;
    }

    /**
     * Physical address of {@code address}; PMP is checked for page tables only.
     *
     * @param regime effective mode and status bits, see {@link HartState#regime}
     * @param flags {@link #HLVX}, {@link #PLAIN}
     * @param offset bytes from the instruction's address to this one, for the second page of a misaligned access
     */
    long translate(long address, Access access, int regime, int flags, int offset) {
        this.level = 0;
        this.address = address;
        this.access = access;
        this.flags = flags;
        this.offset = offset;
        virtual = (regime & Regime.VIRTUAL) != 0;
        int privilege = regime & Regime.PRIVILEGE;
        if (privilege == Privilege.M) {
            return address;
        }
        boolean hsMxr = (regime & Regime.MXR) != 0;
        boolean mxr = hsMxr || virtual && (regime & Regime.VS_MXR) != 0;
        boolean sum = (regime & (virtual ? Regime.VS_SUM : Regime.SUM)) != 0;
        long physical = stage1(virtual ? state.vsatp : state.satp, privilege, sum, mxr);
        return virtual ? guest(physical, access, hsMxr, false) : physical;
    }

    /** Level of the leaf that the first stage of the last translation ended in: 1 and 2 are superpages; 0 without that stage. */
    int level() {
        return level;
    }

    private long stage1(long atp, int privilege, boolean sum, boolean mxr) {
        if (atp >>> 60 == 0) { // Bare
            return address;
        }
        if (address << 25 >> 25 != address) { // bits 63:39 must equal bit 38 (4.4.1)
            throw pageFault();
        }
        long table = (atp & PPN) << 12; // step 1
        for (int level = LEVELS - 1; level >= 0; level--) {
            long at = table + ((address >>> 12 + 9 * level & 511) << 3);
            long pte = entry(virtual ? guest(at, Access.LOAD, false, true) : at); // step 2
            if ((pte & PTE_V) == 0 || (pte & (PTE_R | PTE_W)) == PTE_W || (pte & PTE_RESERVED) != 0) { // step 3
                throw pageFault();
            }
            if ((pte & (PTE_R | PTE_X)) == 0) { // step 4: a pointer; its D, A and U are reserved (4.3.1)
                if ((pte & (PTE_D | PTE_A | PTE_U)) != 0) {
                    throw pageFault();
                }
                table = (pte >>> 10 & PPN) << 12;
                continue;
            }
            boolean user = (pte & PTE_U) != 0; // step 5
            if (privilege == Privilege.U ? !user : user && (access == Access.FETCH || !sum)) {
                throw pageFault();
            }
            long low = (1L << 9 * level) - 1;
            long ppn = pte >>> 10 & PPN;
            if (!permits(pte, access, mxr, flags) || (ppn & low) != 0 || unmarked(pte, access)) { // steps 5, 6, 7
                throw pageFault();
            }
            this.level = level;
            return (ppn | address >>> 12 & low) << 12 | address & 0xFFF; // step 8
        }
        throw pageFault();
    }

    /**
     * G-stage: Sv39x4, whose root has 2048 entries, and which checks permissions as for U-mode (8.5.1).
     *
     * @param wanted permission that is checked: a load for page tables of VS-stage
     */
    private long guest(long physical, Access wanted, boolean mxr, boolean implicit) {
        if (state.hgatp >>> 60 == 0) {
            return physical;
        }
        if (physical >>> 41 != 0) {
            throw guestPageFault(physical, implicit);
        }
        long table = (state.hgatp & PPN) << 12;
        for (int level = LEVELS - 1; level >= 0; level--) {
            long at = table + ((physical >>> 12 + 9 * level & (level == LEVELS - 1 ? 2047 : 511)) << 3);
            long pte = entry(at);
            boolean leaf = (pte & (PTE_R | PTE_X)) != 0;
            boolean mmio = leaf && state.options.xhaiov() && state.xhaiovEnabled && (pte & PTE_MMIO) != 0;
            long reserved = mmio ? PTE_RESERVED & ~PTE_MMIO : PTE_RESERVED;
            if ((pte & PTE_V) == 0 || (pte & (PTE_R | PTE_W)) == PTE_W || (pte & reserved) != 0) {
                throw guestPageFault(physical, implicit);
            }
            if (!leaf) {
                if ((pte & (PTE_D | PTE_A | PTE_U)) != 0) {
                    throw guestPageFault(physical, implicit);
                }
                table = (pte >>> 10 & PPN) << 12;
                continue;
            }
            if (mmio) { // Xhaiov 3: nothing else of an MMIO leaf is looked at
                throw mmioFault(physical, implicit);
            }
            long low = (1L << 9 * level) - 1;
            long ppn = pte >>> 10 & PPN;
            if ((pte & PTE_U) == 0 || !permits(pte, wanted, mxr, implicit ? 0 : flags) || (ppn & low) != 0 || unmarked(pte, wanted)) {
                throw guestPageFault(physical, implicit);
            }
            return (ppn | physical >>> 12 & low) << 12 | physical & 0xFFF;
        }
        throw guestPageFault(physical, implicit);
    }

    private static boolean permits(long pte, Access access, boolean mxr, int flags) {
        return switch (access) {
            case FETCH -> (pte & PTE_X) != 0;
            case LOAD -> (flags & HLVX) != 0 ? (pte & PTE_X) != 0 : (pte & PTE_R) != 0 || mxr && (pte & PTE_X) != 0;
            case STORE -> (pte & PTE_W) != 0;
        };
    }

    /** Svade: the A bit, or for a store the D bit, would have to be set. */
    private static boolean unmarked(long pte, Access access) {
        return (pte & PTE_A) == 0 || access == Access.STORE && (pte & PTE_D) == 0;
    }

    /** A page-table entry; its read is an S-mode load (3.7.2), and where it fails the original access has an access fault (step 2). */
    private long entry(long at) {
        if (!pmp.allows(at, 8, Access.LOAD, Privilege.S) || !bus.isMemory(at)) {
            throw accessFault(address, access, virtual, offset);
        }
        try {
            return bus.load(at, 8);
        } catch (BusFault e) {
            throw accessFault(address, access, virtual, offset);
        }
    }

    /** An access fault of the access at {@code address}. */
    Trap accessFault(long address, Access access, boolean virtual, int offset) {
        return state.trap.of(access.accessFault, address, virtual, 0, transformed(access, virtual), offset);
    }

    private Trap pageFault() {
        return state.trap.of(access.pageFault, address, virtual, 0, transformed(access, virtual), offset);
    }

    private Trap guestPageFault(long physical, boolean implicit) {
        return state.trap.of(access.guestPageFault, address, true, physical,
                implicit ? Trap.Instruction.PAGE_TABLE_READ : transformed(access, true), offset);
    }

    private Trap mmioFault(long physical, boolean implicit) {
        if (implicit || !state.virtual || (flags & PLAIN) == 0) {
            return guestPageFault(physical, implicit);
        }
        return state.trap.of(access == Access.LOAD ? Cause.LOAD_MMIO : Cause.STORE_MMIO, address, true, physical, Trap.Instruction.TRANSFORMED, 0);
    }

    /** The manual leaves the choice (8.6.3): loads and stores as the guest's show their instruction, all others 0. */
    static Trap.Instruction transformed(Access access, boolean virtual) {
        return virtual && access != Access.FETCH ? Trap.Instruction.TRANSFORMED : Trap.Instruction.NONE;
    }
}

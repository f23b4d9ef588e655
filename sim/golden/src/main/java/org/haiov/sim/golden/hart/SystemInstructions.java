package org.haiov.sim.golden.hart;

import org.haiov.sim.golden.csr.CsrFile;
import org.haiov.sim.golden.csr.CsrFile.Action;
import org.haiov.sim.golden.hcs.XhaiovUnit;
import org.haiov.sim.golden.isa.Decoded;
import org.haiov.sim.golden.mmu.MemoryPort;
import org.haiov.sim.golden.state.Cause;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Privilege;
import org.haiov.sim.golden.state.Status;
import org.haiov.sim.golden.state.Trap;

/** CSR, environment, return, wait, fence and hypervisor memory instructions (Zicsr; Privileged 3.3, 4.2, 8.3, 8.6.1). */
final class SystemInstructions {
    private final HartState state;
    private final long[] x;
    private final MemoryPort memory;
    private final CsrFile csrs;
    private final Traps traps;
    private final XhaiovUnit xhaiov;

    SystemInstructions(HartState state, MemoryPort memory, CsrFile csrs, Traps traps, XhaiovUnit xhaiov) {
        this.xhaiov = xhaiov;
        this.state = state;
        this.x = state.x;
        this.memory = memory;
        this.csrs = csrs;
        this.traps = traps;
    }

    void execute(Decoded d) {
        switch (d.op) {
            case CSRRW -> csr(d, Action.WRITE, x[d.rs1], !d.discards(), true);
            case CSRRS -> csr(d, Action.SET, x[d.rs1], true, d.rs1 != 0);
            case CSRRC -> csr(d, Action.CLEAR, x[d.rs1], true, d.rs1 != 0);
            case CSRRWI -> csr(d, Action.WRITE, d.rs1, !d.discards(), true);
            case CSRRSI -> csr(d, Action.SET, d.rs1, true, d.rs1 != 0);
            case CSRRCI -> csr(d, Action.CLEAR, d.rs1, true, d.rs1 != 0);
            case ECALL -> throw state.trap.of(environmentCall(), 0);
            case EBREAK -> throw state.trap.of(Cause.BREAKPOINT, 0);
            case MRET -> {
                if (state.privilege != Privilege.M) {
                    throw illegal(d);
                }
                traps.returnFromMachine();
            }
            case SRET -> sret(d);
            case URET -> uret(d);
            case WFI -> wfi(d);
            case SFENCE_VMA -> sfence(d);
            case HFENCE_VVMA -> {
                requireHypervisor(d, false);
                fence(d, true);
            }
            case HFENCE_GVMA -> {
                requireHypervisor(d, (state.mstatus & Status.TVM) != 0);
                state.translationChanged();
            }
            case HLV_B -> x[d.rd] = (byte) guestLoad(d, 1, false);
            case HLV_BU -> x[d.rd] = guestLoad(d, 1, false);
            case HLV_H -> x[d.rd] = (short) guestLoad(d, 2, false);
            case HLV_HU -> x[d.rd] = guestLoad(d, 2, false);
            case HLV_W -> x[d.rd] = (int) guestLoad(d, 4, false);
            case HLV_WU -> x[d.rd] = guestLoad(d, 4, false);
            case HLV_D -> x[d.rd] = guestLoad(d, 8, false);
            case HLVX_HU -> x[d.rd] = guestLoad(d, 2, true);
            case HLVX_WU -> x[d.rd] = guestLoad(d, 4, true);
            case HSV_B -> guestStore(d, 1);
            case HSV_H -> guestStore(d, 2);
            case HSV_W -> guestStore(d, 4);
            case HSV_D -> guestStore(d, 8);
            default -> throw illegal(d);
        }
    }

    private void csr(Decoded d, Action action, long operand, boolean reads, boolean writes) {
        x[d.rd] = csrs.execute((int) d.imm, action, operand, reads, writes, d.raw);
    }

    private int environmentCall() {
        return switch (state.privilege) {
            case Privilege.M -> Cause.ECALL_M;
            case Privilege.S -> state.virtual ? Cause.ECALL_VS : Cause.ECALL_HS;
            default -> Cause.ECALL_U;
        };
    }

    /** Privileged 3.1.6.5 (TSR), 8.2.1 (VTSR), 8.6.1 (VU). */
    private void sret(Decoded d) {
        if (state.privilege == Privilege.U) {
            throw illegalOrVirtual(d);
        }
        if (state.privilege == Privilege.S) {
            if (state.virtual && (state.hstatus & Status.H_VTSR) != 0) {
                throw virtual(d);
            }
            if (!state.virtual && (state.mstatus & Status.TSR) != 0) {
                throw illegal(d);
            }
        }
        traps.returnFromSupervisor();
    }

    /** Privileged 3.1.6.5 (TW: the bound is 0, so it always traps), 3.3.3, 8.2.1 (VTW), 8.6.1. U-mode: illegal. */
    private void wfi(Decoded d) {
        if (state.privilege != Privilege.M) {
            if ((state.mstatus & Status.TW) != 0) {
                throw illegal(d);
            }
            if (state.virtual && (state.privilege == Privilege.U || (state.hstatus & Status.H_VTW) != 0)) {
                throw virtual(d);
            }
            if (state.privilege == Privilege.U) {
                throw illegal(d);
            }
        }
        state.waiting = true;
        state.attention = true;
        xhaiov.idles();
    }

    /** Privileged 4.2.1, 3.1.6.5 (TVM), 8.2.1 (VTVM), 8.6.1. */
    private void sfence(Decoded d) {
        if (state.privilege == Privilege.U) {
            throw illegalOrVirtual(d);
        }
        if (state.privilege == Privilege.S) {
            if (state.virtual && (state.hstatus & Status.H_VTVM) != 0) {
                throw virtual(d);
            }
            if (!state.virtual && (state.mstatus & Status.TVM) != 0) {
                throw illegal(d);
            }
        }
        fence(d, state.virtual);
    }

    private void fence(Decoded d, boolean guest) {
        memory.fence(guest, d.rs1 != 0, x[d.rs1], d.rs2 != 0, x[d.rs2]);
        state.attention = true; // the page that instructions come from is looked up again
    }

    /** HFENCE: M and HS. */
    private void requireHypervisor(Decoded d, boolean forbiddenToHs) {
        if (!state.options.hypervisor()) {
            throw illegal(d);
        }
        if (state.virtual) {
            throw virtual(d);
        }
        if (state.privilege == Privilege.U || state.privilege == Privilege.S && forbiddenToHs) {
            throw illegal(d);
        }
    }

    private long guestLoad(Decoded d, int size, boolean execute) {
        requireGuestAccess(d);
        return memory.guestLoad(x[d.rs1], size, execute);
    }

    private void guestStore(Decoded d, int size) {
        requireGuestAccess(d);
        memory.guestStore(x[d.rs1], size, x[d.rs2]);
    }

    /** HLV, HLVX, HSV: M, HS, and U with hstatus.HU (Privileged 8.2.4 of the instructions, 8.3.1). */
    private void requireGuestAccess(Decoded d) {
        if (!state.options.hypervisor()) {
            throw illegal(d);
        }
        if (state.virtual) {
            throw virtual(d);
        }
        if (state.privilege == Privilege.U && ((state.hstatus & Status.H_HU) == 0 || state.xhaiov.active)) { // HU acts as 0 with ACT=1 (Xhaiov 5)
            throw illegal(d);
        }
    }

    /** Xhaiov 3 and 5. */
    private void uret(Decoded d) {
        if (!state.options.xhaiov()) {
            throw illegal(d);
        }
        xhaiov.redirection().uret(d.raw);
    }

    private Trap illegalOrVirtual(Decoded d) {
        return state.virtual ? virtual(d) : illegal(d);
    }

    private Trap illegal(Decoded d) {
        return state.trap.of(Cause.ILLEGAL, d.raw & 0xFFFFFFFFL);
    }

    private Trap virtual(Decoded d) {
        return state.trap.of(Cause.VIRTUAL, d.raw & 0xFFFFFFFFL);
    }
}

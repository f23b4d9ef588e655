package org.haiov.sim.golden.gdb;

import java.util.ArrayList;
import java.util.List;
import org.haiov.facts.Csr;
import org.haiov.facts.Facts;
import org.haiov.facts.RiscvFacts;
import org.haiov.sim.golden.csr.CsrFile;
import org.haiov.sim.golden.hart.Hart;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Privilege;

/**
 * Registers by the numbers that {@link TargetDescription} gives them: x0 to x31, pc, CSRs by address, and two that no instruction
 * reaches: the privilege and the virtualization mode. All have 64 bits.
 */
final class RegisterFile {
    static final int PC = 32;
    static final int FIRST_CSR = 65;
    static final int PRIVILEGE = FIRST_CSR + 4096;
    static final int VIRTUAL = PRIVILEGE + 1;
    /** x0 to x31 and pc: the registers of GDB's packets g and G. */
    static final int GENERAL = 33;

    private final Hart hart;
    private final HartState state;

    RegisterFile(Hart hart) {
        this.hart = hart;
        this.state = hart.state();
    }

    /** CSRs of the facts that the hart has now. */
    static List<Csr> csrs(CsrFile file) {
        List<Csr> all = new ArrayList<>(RiscvFacts.csrs());
        all.addAll(Facts.csrs());
        return all.stream().filter(csr -> file.has(csr.address())).toList();
    }

    long read(int number) throws GdbError {
        if (number >= 0 && number < PC) {
            return state.x[number];
        }
        if (number >= FIRST_CSR && number < PRIVILEGE && hart.csrs().has(number - FIRST_CSR)) {
            return hart.csrs().peek(number - FIRST_CSR);
        }
        return switch (number) {
            case PC -> state.pc;
            case PRIVILEGE -> state.privilege;
            case VIRTUAL -> state.virtual ? 1 : 0;
            default -> throw none(number);
        };
    }

    /** A write of a CSR follows the register's rules, so that it may read back as something else. A write of x0 is ignored. */
    void write(int number, long value) throws GdbError {
        if (number >= FIRST_CSR && number < PRIVILEGE) {
            if (!hart.csrs().has(number - FIRST_CSR)) {
                throw none(number);
            }
            try {
                hart.csrs().poke(number - FIRST_CSR, value);
            } catch (IllegalArgumentException e) {
                throw new GdbError(GdbError.Kind.REFUSED, e.getMessage());
            }
        } else if (number > 0 && number < PC) {
            state.x[number] = value;
        } else {
            switch (number) {
                case 0 -> { }
                case PC -> pc(value);
                case PRIVILEGE -> mode(value, value != Privilege.M && state.virtual);
                case VIRTUAL -> mode(state.privilege, value == 1 || value != 0 && refuse("virt = " + value + ": must be 0 or 1"));
                default -> throw none(number);
            }
        }
    }

    private void pc(long value) throws GdbError {
        if ((value & 1) != 0) {
            refuse("pc = 0x" + Long.toHexString(value) + " is odd");
        }
        state.pc = value;
        state.waiting = false; // it goes on there, and does not sleep on in the WFI that it was in
    }

    private void mode(long privilege, boolean virtual) throws GdbError {
        if (privilege != Privilege.U && privilege != Privilege.S && privilege != Privilege.M) {
            refuse("priv = " + privilege + ": must be 0 (U), 1 (S) or 3 (M)");
        }
        if (virtual && (privilege == Privilege.M || !state.options.hypervisor())) {
            refuse(privilege == Privilege.M ? "there is no virtual M-mode" : "this hart has no hypervisor extension");
        }
        state.privilege = (int) privilege;
        state.virtual = virtual;
        state.modeChanged();
    }

    private static boolean refuse(String message) throws GdbError {
        throw new GdbError(GdbError.Kind.REFUSED, message);
    }

    private static GdbError none(int number) {
        return new GdbError(GdbError.Kind.NO_REGISTER, "there is no register " + number);
    }
}

package org.haiov.sim.golden.csr;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.haiov.facts.Csr;
import org.haiov.facts.RiscvFacts;
import org.haiov.sim.golden.hcs.XhaiovUnit;
import org.haiov.sim.golden.state.Cause;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Privilege;
import org.haiov.sim.golden.state.TimeBase;
import org.haiov.sim.golden.state.Trap;

/** The CSRs of a hart, by number, and the rules of access that all share (P 2.1, 8.6.1). */
public final class CsrFile {
    /** Told of CSR writes, with the value as the register then reads. */
    public interface Observer {
        void written(int address, long value);
    }

    /** What a CSR instruction does with the old value and its operand. */
    public enum Action { WRITE, SET, CLEAR }

    private static final int NUMBERS = 4096;

    private final HartState state;
    private final Register[] registers = new Register[NUMBERS];
    private Observer observer = (address, value) -> { };

    public CsrFile(HartState state, TimeBase time, XhaiovUnit xhaiov) {
        this.state = state;
        MachineCsrs.define(this, state);
        InterruptCsrs.define(this, state);
        SupervisorCsrs.define(this, state);
        CounterCsrs.define(this, state, time);
        PmpCsrs.define(this, state);
        if (state.options.hypervisor()) {
            HypervisorCsrs.define(this, state);
        }
        if (state.options.xhaiov()) {
            XhaiovCsrs.define(this, state, xhaiov);
        }
    }

    public void observe(Observer observer) {
        this.observer = observer;
    }

    Register define(String name, LongSupplier read, LongConsumer write) {
        return define(RiscvFacts.csr(name), read, write);
    }

    Register define(Csr csr, LongSupplier read, LongConsumer write) {
        Register register = new Register(csr.name(), csr.address(), read, write);
        registers[register.address] = register;
        return register;
    }

    /** A CSR whose value never changes; writes to it are ignored, or illegal where its number says read-only. */
    Register constant(String name, long value) {
        return define(name, () -> value, ignored -> { });
    }

    /** With V=1 the number of {@code supervisor} means {@code guest}. */
    void substitute(String supervisor, String guest) {
        registers[RiscvFacts.csr(supervisor).address()].guest = registers[RiscvFacts.csr(guest).address()];
    }

    /**
     * Executes a CSR instruction: checks everything, then reads, then writes.
     *
     * @param word the instruction, for xtval
     * @param reads whether it reads: not CSRRW with rd = x0
     * @param writes whether it writes: not CSRRS or CSRRC with rs1 = x0
     * @return the old value; 0 where it does not read
     */
    public long execute(int address, Action action, long operand, boolean reads, boolean writes, int word) {
        Register register = permitted(address, writes, word);
        long old = reads ? register.read.getAsLong() : 0;
        if (writes) {
            register.write.accept(switch (action) {
                case WRITE -> operand;
                case SET -> register.modified.getAsLong() | operand;
                case CLEAR -> register.modified.getAsLong() & ~operand;
            });
            observer.written(register.address, register.read.getAsLong());
        }
        if (register.claim != null && action == Action.WRITE && reads) {
            register.claim.run();
        }
        if (register.accessed != null) {
            register.accessed.run();
        }
        return old;
    }

    /** Value of a CSR without any check, for debuggers and comparison. */
    public long peek(int address) {
        Register register = registers[address];
        if (register == null) {
            throw new IllegalArgumentException("there is no CSR 0x" + Integer.toHexString(address));
        }
        return register.read.getAsLong();
    }

    /**
     * Writes a CSR without any check of who asks, for debuggers. The register's own rules decide what becomes of the value.
     *
     * @throws IllegalArgumentException where there is no such CSR, or where its number says read-only
     */
    public void poke(int address, long value) {
        Register register = registers[address];
        if (register == null) {
            throw new IllegalArgumentException("there is no CSR 0x" + Integer.toHexString(address));
        }
        if (address >>> 10 == 3) {
            throw new IllegalArgumentException("CSR " + register.name + " is read-only");
        }
        if (register.posts) {
            throw new IllegalArgumentException("CSR " + register.name + " holds nothing: a write posts a request, which is for the program to do");
        }
        state.retired--; // what a write of minstret counts, its own instruction, is not there
        register.write.accept(value);
        state.retired++;
    }

    /** Whether this hart has a CSR of that number, be it hidden now. */
    public boolean has(int address) {
        return registers[address] != null;
    }

    private Register permitted(int address, boolean writes, int word) {
        Register register = registers[address];
        if (register == null || !register.there.getAsBoolean() || writes && address >>> 10 == 3) {
            throw illegal(word);
        }
        int needed = address >>> 8 & 3;
        // HS counts as 2 as it may access what is for HS and VS; VS counts as 1.
        int level = state.privilege == Privilege.S && !state.virtual ? 2 : state.privilege;
        if (level < needed) {
            throw state.virtual && needed < Privilege.M && allowedForHs(register) ? virtual(word) : illegal(word);
        }
        switch (register.guard.check(state, state.privilege, state.virtual)) {
            case ILLEGAL -> throw illegal(word);
            case VIRTUAL -> throw virtual(word);
            case ALLOWED -> { }
        }
        return state.virtual && register.guest != null ? register.guest : register;
    }

    /** P 8.6.1: a virtual-instruction exception where "the same access would be allowed in HS-mode, assuming that mstatus.TVM=0". */
    private boolean allowedForHs(Register register) {
        return register.guard == Guard.TRANSLATION || register.guard.check(state, Privilege.S, false) == Guard.Verdict.ALLOWED;
    }

    private Trap illegal(int word) {
        return state.trap.of(Cause.ILLEGAL, word & 0xFFFFFFFFL);
    }

    private Trap virtual(int word) {
        return state.trap.of(Cause.VIRTUAL, word & 0xFFFFFFFFL);
    }
}

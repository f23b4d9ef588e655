package org.haiov.sim.golden.hart;

import java.util.ArrayList;
import java.util.List;
import org.haiov.sim.golden.csr.CsrFile;
import org.haiov.sim.golden.isa.Decoded;
import org.haiov.sim.golden.mmu.Observer;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Privilege;

/**
 * Steps a hart and reports all that each step changed: for traces, and for lockstep with an implementation that decides itself when it takes
 * interrupts. While a hart has a stepper every access goes the slow way.
 */
public final class Stepper {
    private final Hart hart;
    private final HartState s;
    private final List<Retirement.Access> accesses = new ArrayList<>();
    private final List<Retirement.CsrWrite> writes = new ArrayList<>();
    private long overdue;

    public Stepper(Hart hart) {
        this.hart = hart;
        this.s = hart.state();
        hart.memory().observe(new Observer() {
            @Override
            public void loaded(long virtual, long physical, int size, long value) {
                accesses.add(new Retirement.Access(false, virtual, physical, size, value));
            }

            @Override
            public void stored(long virtual, long physical, int size, long value) {
                accesses.add(new Retirement.Access(true, virtual, physical, size, value));
            }
        });
        hart.xhaiov().contexts().change(); // forgets what came before
        hart.csrs().observe((address, value) -> writes.add(new Retirement.CsrWrite(address, value)));
    }

    /** Takes the first interrupt that is due, else executes an instruction: what the hart does when it runs by itself. */
    public Retirement step() {
        return step(s.cycles + 1);
    }

    /** As {@link #step()}; a hart in WFI sleeps on to machine cycle {@code limit} or its timer. */
    public Retirement step(long limit) {
        hart.settle();
        int code = hart.interrupts().next();
        return code != Interrupts.NONE ? interrupt(code) : instruction(limit);
    }

    /**
     * Executes an instruction even where an interrupt is due; {@link #overdue} counts those. In WFI nothing happens but that a cycle passes.
     */
    public Retirement instruction() {
        return instruction(s.cycles + 1);
    }

    /** As {@link #instruction()}; a hart in WFI sleeps on to machine cycle {@code limit} or its timer. */
    public Retirement instruction(long limit) {
        hart.settle();
        overdue = hart.interrupts().next() == Interrupts.NONE ? 0 : overdue + 1;
        long pc = s.pc;
        int privilege = s.privilege;
        boolean virtual = s.virtual;
        accesses.clear();
        writes.clear();
        if (s.waiting) {
            hart.sleep(limit);
            return report(Retirement.Kind.WAITING, pc, privilege, virtual, null, null);
        }
        hart.block(s.cycles + 1);
        if (hart.trapped) {
            Retirement.Taken taken = hart.xhaiov().contexts().stopped() ? null
                    : new Retirement.Taken(s.trap.cause(), s.trap.value(), s.privilege, s.virtual);
            return report(Retirement.Kind.EXCEPTION, pc, privilege, virtual, hart.current(), taken);
        }
        return report(Retirement.Kind.RETIRED, pc, privilege, virtual, hart.current(), null);
    }

    /**
     * Takes interrupt {@code code} now; also {@link Interrupts#USER_VI}, {@link Interrupts#GUEST_VI}, {@link Interrupts#LIMIT}.
     *
     * @throws IllegalArgumentException where it is not pending and enabled at this point
     */
    public Retirement interrupt(int code) {
        hart.settle();
        if (!hart.interrupts().mayTake(code)) {
            throw new IllegalArgumentException("hart " + s.id + " at pc 0x" + Long.toHexString(s.pc) + " in " + Privilege.name(s.privilege, s.virtual) + ": "
                    + Interrupts.name(code) + " may not be taken; mip = 0x" + Long.toHexString(s.pending()) + ", mie = 0x"
                    + Long.toHexString(s.mie) + ", mideleg = 0x" + Long.toHexString(s.mideleg) + ", hideleg = 0x" + Long.toHexString(s.hideleg)
                    + (s.xhaiovEnabled ? ", shcs = 0x" + Long.toHexString(hart.xhaiov().status().read()) : ""));
        }
        long pc = s.pc;
        int privilege = s.privilege;
        boolean virtual = s.virtual;
        accesses.clear();
        writes.clear();
        overdue = 0;
        s.waiting = false;
        hart.takeInterrupt(code);
        if (code == Interrupts.USER_VI || code == Interrupts.LIMIT) {
            return report(Retirement.Kind.SWITCH, pc, privilege, virtual, null, null);
        }
        long cause = s.virtual ? s.vscause : s.privilege == Privilege.M ? s.mcause : s.scause;
        return report(Retirement.Kind.INTERRUPT, pc, privilege, virtual, null, new Retirement.Taken(cause, 0, s.privilege, s.virtual));
    }

    /**
     * The D cycles of an implementation's doorbell have passed: sip[26] is 1 from now on, as long as there is reason for it.
     *
     * @throws IllegalArgumentException where nothing waits for the hart, or it is not in HS or M
     */
    public void doorbell() {
        if (!hart.xhaiov().rings()) {
            throw new IllegalArgumentException("hart " + s.id + " at pc 0x" + Long.toHexString(s.pc) + " in " + Privilege.name(s.privilege, s.virtual)
                    + ": no reason for the doorbell; shcs = 0x" + Long.toHexString(hart.xhaiov().status().read()));
        }
    }

    /** How many instructions have been executed while an interrupt was due all the time. */
    public long overdue() {
        return overdue;
    }

    private Retirement report(Retirement.Kind kind, long pc, int privilege, boolean virtual, Decoded instruction, Retirement.Taken taken) {
        boolean writesRegister = kind == Retirement.Kind.RETIRED && instruction.rd != Decoded.SINK;
        return new Retirement(s.id, kind, pc, privilege, virtual, instruction, writesRegister ? instruction.rd : 0,
                writesRegister ? s.x[instruction.rd] : 0, List.copyOf(accesses), List.copyOf(writes), taken, s.pc, hart.xhaiov().contexts().change());
    }
}

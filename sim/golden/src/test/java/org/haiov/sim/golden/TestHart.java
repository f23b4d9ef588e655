package org.haiov.sim.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.haiov.facts.RiscvFacts;
import org.haiov.sim.golden.csr.CsrFile.Action;
import org.haiov.sim.golden.device.Bus;
import org.haiov.sim.golden.device.Ram;
import org.haiov.sim.golden.hart.Hart;
import org.haiov.sim.golden.hart.Retirement;
import org.haiov.sim.golden.hart.Stepper;
import org.haiov.sim.golden.mmu.CodePages;
import org.haiov.sim.golden.mmu.Reservations;
import org.haiov.sim.golden.state.HartOptions;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.TimeBase;
import org.haiov.sim.golden.state.Trap;

/** A hart with 1 MiB of RAM and nothing else, set up from outside. */
public final class TestHart {
    public static final long RAM = 0x80000000L;
    public static final int U = 0;
    public static final int S = 1;
    public static final int M = 3;

    public final Ram ram = new Ram(RAM, 1 << 20);
    public final Hart hart;
    public final HartState s;

    public TestHart() {
        this(16, false);
    }

    public TestHart(int pmpRegions, boolean handleMisaligned) {
        this(pmpRegions, 4, handleMisaligned);
    }

    public TestHart(int pmpRegions, int pmpGranularity, boolean handleMisaligned) {
        hart = new Hart(0, new HartOptions(RAM, 16, 14, pmpRegions, pmpGranularity, handleMisaligned, true, true, false, 0), new TimeBase(1), new Bus(ram), new CodePages(ram),
                new Reservations());
        s = hart.state();
        if (pmpRegions > 0) {
            write("pmpaddr15", -1);
            write("pmpcfg2", 0x1FL << 56);
        }
    }

    public TestHart mode(int privilege, boolean virtual) {
        s.privilege = privilege;
        s.virtual = virtual;
        s.modeChanged();
        return this;
    }

    public static int number(String csr) {
        return RiscvFacts.csr(csr).address();
    }

    /** The CSR's value, whoever may read it. */
    public long peek(String csr) {
        return hart.csrs().peek(number(csr));
    }

    public long read(String csr) {
        return hart.csrs().execute(number(csr), Action.SET, 0, true, false, 0);
    }

    public TestHart write(String csr, long value) {
        hart.csrs().execute(number(csr), Action.WRITE, value, false, true, 0);
        return this;
    }

    public TestHart set(String csr, long bits) {
        hart.csrs().execute(number(csr), Action.SET, bits, true, true, 0);
        return this;
    }

    /** Writes ones and zeros and says which bits took them. */
    public long writable(String csr) {
        write(csr, -1);
        long ones = peek(csr);
        write(csr, 0);
        return ones & ~peek(csr);
    }

    public void store(long address, long value) {
        ram.store(address - RAM, 8, value);
    }

    /** Puts instructions at pc and executes one after the other. */
    public Retirement execute(int... words) {
        Stepper stepper = new Stepper(hart);
        for (int i = 0; i < words.length; i++) {
            ram.store(s.pc - RAM + 4L * i, 4, words[i]);
        }
        Retirement last = null;
        for (int ignored : words) {
            last = stepper.step();
        }
        return last;
    }

    /** {@code access} raises exception {@code cause}; the trap. */
    public Trap raises(int cause, Runnable access) {
        hart.memory().flush();
        Trap trap = assertThrows(Trap.class, access::run);
        assertEquals(cause, trap.cause(), trap.getMessage());
        return trap;
    }
}

package org.haiov.sim.golden.gdb;

import java.util.function.Supplier;
import org.haiov.sim.golden.hart.Hart;
import org.haiov.sim.golden.machine.Machine;
import org.haiov.sim.golden.machine.MachineException;

/** The machine under debug, which a reset replaces with a new one. */
final class DebuggedMachine {
    private final Supplier<Machine> maker;
    private Machine machine;
    private boolean killed;

    /** @param maker makes the machine with its program loaded, each time anew */
    DebuggedMachine(Supplier<Machine> maker) {
        this.maker = maker;
        this.machine = maker.get();
    }

    Machine machine() {
        return machine;
    }

    Hart hart(int number) {
        return machine.harts().get(number);
    }

    /** Starts from the beginning, whatever became of the program before. Where that fails, the machine stays as it is. */
    void reset() throws GdbError {
        try {
            machine = maker.get();
        } catch (MachineException e) {
            throw new GdbError(GdbError.Kind.REFUSED, e.getMessage());
        }
        killed = false;
    }

    void kill() {
        killed = true;
    }

    /** The debugger ended the program, and did not start it again. */
    boolean killed() {
        return killed;
    }
}

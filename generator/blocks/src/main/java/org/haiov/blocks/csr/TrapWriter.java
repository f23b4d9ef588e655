package org.haiov.blocks.csr;

import java.util.List;
import org.haiov.blocks.mmu.TranslationFault;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;

/**
 * Writes what a trap leaves behind: epc in the trap's cycle, cause, tval, tval2 and tinst in the four after it. The handler's first
 * instruction cannot reach a CSR earlier.
 */
final class TrapWriter extends Component {
    private static final int STEP_BITS = 3;
    private static final List<String> MACHINE = List.of("mepc", "mcause", "mtval", "mtval2", "mtinst");
    private static final List<String> SUPERVISOR = List.of("sepc", "scause", "stval", "htval", "htinst");
    private static final List<String> GUEST = List.of("vsepc", "vscause", "vstval");

    /** A trap; everything else of the commit is valid with it. */
    final Transition transition = input(Transition.shape());
    final Signal pc = input(64);
    final Signal interrupt = input(1);
    final Signal cause = input(6);
    final Signal value = input(64);
    final Signal guestPhysical = input(TranslationFault.GUEST_ADDRESS_BITS);
    final Signal trapInstruction = input(32);
    final Signal put = output(1);
    final Signal place = output(PlainRegisters.PLACE_BITS);
    final Signal data = output(64);

    TrapWriter() {
        Bits begins = transition.traps();
        Reg step = reg(STEP_BITS, 0);
        Reg toMachine = reg(1).enabledBy(begins);
        Reg toSupervisor = reg(1).enabledBy(begins);
        Reg fromInterrupt = reg(1).enabledBy(begins);
        Reg code = reg(6).enabledBy(begins);
        Reg address = reg(64).enabledBy(begins);
        Reg physical = reg(TranslationFault.GUEST_ADDRESS_BITS).enabledBy(begins);
        Reg instruction = reg(32).enabledBy(begins);
        toMachine.set(transition.toMachine());
        toSupervisor.set(transition.toSupervisor());
        fromInterrupt.set(interrupt);
        code.set(cause);
        address.set(value);
        physical.set(guestPhysical);
        instruction.set(trapInstruction);

        Bits last = toMachine.or(toSupervisor).mux(Bits.lit(MACHINE.size() - 1, STEP_BITS), Bits.lit(GUEST.size() - 1, STEP_BITS));
        when(begins, () -> step.set(1)).elseWhen(step.any(), () -> step.set(step.eq(last).mux(0, step.plus(1))));

        put.set(begins.or(step.any()));
        Bits machine = begins.mux(transition.toMachine(), toMachine);
        Bits supervisor = begins.mux(transition.toSupervisor(), toSupervisor);
        Bits at = begins.mux(0, step);
        place.set(machine.mux(places(at, MACHINE), supervisor.mux(places(at, SUPERVISOR), places(at, GUEST))));
        data.set(0);
        switchOn(at).is(0, () -> data.set(pc))
                .is(1, () -> data.set(Bits.cat(fromInterrupt, code.zext(63))))
                .is(2, () -> data.set(fromInterrupt.mux(0, address)))
                .is(3, () -> data.set(fromInterrupt.mux(0, physical.zext(64))))
                .is(4, () -> data.set(fromInterrupt.mux(0, instruction.zext(64))))
                .otherwise(() -> data.set(0));
        transition.machineReturn().ignored();
        transition.supervisorReturn().ignored();
        transition.guestAddress().ignored();
    }

    private static Bits places(Bits step, List<String> names) {
        Bits place = Bits.lit(PlainRegisters.place(names.getFirst()), PlainRegisters.PLACE_BITS);
        for (int i = 1; i < names.size(); i++) {
            place = step.eq(i).mux(Bits.lit(PlainRegisters.place(names.get(i)), PlainRegisters.PLACE_BITS), place);
        }
        return place;
    }
}

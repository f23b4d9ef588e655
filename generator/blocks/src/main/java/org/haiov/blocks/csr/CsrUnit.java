package org.haiov.blocks.csr;

import java.util.List;
import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.fetch.Restart;
import org.haiov.blocks.mmu.AddressSpaces;
import org.haiov.blocks.mmu.PmpPort;
import org.haiov.blocks.mmu.Regime;
import org.haiov.facts.RiscvFacts;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Signal;

/**
 * The CSRs of a hart with everything that reads and writes them: CSR instructions (looked at in M, written in W), traps, returns, interrupts.
 */
public final class CsrUnit extends Component {
    private static final int PMP_BITS = 5;
    private static final List<String> SUBSTITUTED = List.of("sstatus", "sie", "stvec", "sscratch", "sepc", "scause", "stval", "sip", "satp",
            "stimecmp");

    public final Signal hartId = input(3);
    /** mtime, and the lines of CLINT and PLIC. */
    public final Signal ticks = input(64);
    public final Signal machineSoftware = input(1);
    public final Signal machineTimer = input(1);
    public final Signal machineExternal = input(1);
    public final Signal supervisorExternal = input(1);

    public final CsrRead read = input(CsrRead.shape());
    public final Commit commit = input(Commit.shape());
    /** In W's cycle. */
    public final Restart restart = output(Restart.shape());
    /** An interrupt is to be taken: the next instruction to enter M carries it. */
    public final Signal interruptDue = output(1);
    /** WFI ends. */
    public final Signal wakes = output(1);
    public final Mode mode = output(Mode.shape());
    public final PermissionsOut permissions = output(PermissionsOut.shape());
    public final Regime fetchRegime = output(Regime.shape());
    public final Regime dataRegime = output(Regime.shape());
    public final Regime guestRegime = output(Regime.shape());
    public final AddressSpaces spaces;
    /** The PMP registers, which stand beside their use; null without PMP. */
    public final PmpPort pmp;
    /** W writes a PMP register: a fence of everything follows. */
    public final Signal pmpWritten = output(1);
    /** For the retirement port: W traps, with this cause; bit 6 an interrupt. */
    public final Signal traps = output(1);
    public final Signal trapCause = output(7);
    public final Signal pending = output(InterruptBits.WIDTH);

    /** {@link SystemPermissions}, passed on. */
    public record PermissionsOut(Verdict machineReturn, Verdict supervisorReturn, Verdict waiting, Verdict supervisorFence,
            Verdict guestVirtualFence, Verdict guestPhysicalFence, Verdict guestAccess) implements Bundle {
        /** The shape. */
        public static PermissionsOut shape() {
            return new PermissionsOut(Verdict.shape(), Verdict.shape(), Verdict.shape(), Verdict.shape(), Verdict.shape(), Verdict.shape(),
                    Verdict.shape());
        }
    }

    private final StatusRegisters status = add(new StatusRegisters());
    private final InterruptRegisters interrupts = add(new InterruptRegisters());
    private final DelegationRegisters delegation = add(new DelegationRegisters());
    private final TranslationRegisters translation;
    private final CounterRegisters counters = add(new CounterRegisters());
    private final TimerRegisters timers = add(new TimerRegisters());
    private final PlainRegisters plain = add(new PlainRegisters());
    private final TrapWriter writer = add(new TrapWriter());

    public CsrUnit(HartConfig c) {
        spaces = output(AddressSpaces.shape(c));
        pmp = c.pmpRegions() > 0 ? output(PmpPort.shape()) : null;
        translation = add(new TranslationRegisters(c));
        Bundle.set(mode, status.mode);
        Bundle.set(spaces, translation.spaces);
        look(c);
        connect();
        permit();
        trap();
    }

    /** M. */
    private void look(HartConfig c) {
        Bits isSubstituted = SUBSTITUTED.stream().map(n -> CsrPort.is(read.address(), n)).reduce(Bits::or).orElseThrow();
        Bits number = mode.virtual().and(isSubstituted).mux(Bits.cat(Bits.lit(2, 4), read.address().low(8)), read.address());
        Bits value = constants();
        for (CsrPort port : ports()) {
            port.address().set(number);
            port.write().set(commit.valid().and(commit.csrWrite()));
            port.writeAddress().set(commit.csrAddress());
            port.data().set(commit.csrData());
            value = value.or(port.value());
        }
        value = value.or(protection(number));
        Bits special = List.of("mip", "sip", "hip", "hvip", "vsip").stream().map(n -> CsrPort.is(number, n)).reduce(Bits::or).orElseThrow();
        Bits quiet = PlainRegisters.NAMES.stream().map(n -> CsrPort.is(number, n)).reduce(Bits::or).orElseThrow();
        read.value().set(delayed(value));
        read.modified().set(delayed(special.mux(interrupts.modified, value)));
        read.substituted().set(delayed(number));
        read.quiet().set(delayed(quiet));

        CsrPermissions access = add(new CsrPermissions(c));
        access.address.set(read.address());
        access.writes.set(read.writes());
        Bundle.set(access.mode, mode);
        Bundle.set(access.status, status.fields);
        access.machineEnables.set(counters.machineEnables);
        access.hypervisorEnables.set(counters.hypervisorEnables);
        access.supervisorEnables.set(counters.supervisorEnables);
        access.machineTimer.set(timers.machineEnable);
        access.hypervisorTimer.set(timers.hypervisorEnable);
        read.verdict().illegal().set(delayed(access.verdict.illegal()));
        read.verdict().virtual().set(delayed(access.verdict.virtual()));
    }

    /** PMP: pmpcfg0 to 15, pmpaddr0 to 15, 32 numbers from the first on. */
    private Bits protection(Bits number) {
        pmpWritten.set(0);
        if (pmp == null) {
            return Bits.lit(0, 64);
        }
        Bits writes = commit.valid().and(commit.csrWrite()).and(isPmp(commit.csrAddress()));
        pmpWritten.set(writes);
        pmp.readNumber().set(number.low(PMP_BITS));
        pmp.write().set(writes);
        pmp.writeNumber().set(commit.csrAddress().low(PMP_BITS));
        pmp.writeData().set(commit.csrData());
        return isPmp(number).mux(pmp.readData(), 0);
    }

    private static Bits isPmp(Bits number) {
        return number.high(12 - PMP_BITS).eq(RiscvFacts.csr("pmpcfg0").address() >> PMP_BITS);
    }

    private List<CsrPort> ports() {
        return List.of(status.csr, interrupts.csr, delegation.csr, translation.csr, counters.csr, timers.csr, plain.csr);
    }

    /** misa and mhartid; the other constants are 0. */
    private Bits constants() {
        long extensions = "ACHIMSU".chars().mapToLong(letter -> 1L << letter - 'A').reduce(0, (a, b) -> a | b);
        Bits misa = CsrWord.of("misa").with("MXL", Bits.lit(2, 2)).with("extensions", Bits.lit(extensions, 26)).bits();
        return CsrPort.is(read.address(), "misa").mux(misa, 0).or(CsrPort.is(read.address(), "mhartid").mux(hartId.zext(64), 0));
    }

    private void connect() {
        Bundle.set(interrupts.mode, mode);
        Bundle.set(interrupts.status, status.fields);
        interrupts.comparator.set(timers.machineEnable);
        Signal lines = wire(InterruptBits.WIDTH);
        lines.set(0);
        lines.bit(InterruptBits.MSI).set(machineSoftware);
        lines.bit(InterruptBits.MTI).set(machineTimer);
        lines.bit(InterruptBits.MEI).set(machineExternal);
        lines.bit(InterruptBits.SEI).set(supervisorExternal);
        lines.bit(InterruptBits.STI).set(timers.supervisorLine);
        lines.bit(InterruptBits.VSTI).set(timers.guestLine);
        interrupts.lines.set(lines);
        timers.ticks.set(ticks);
        timers.guest.set(mode.virtual());
        interruptDue.set(interrupts.due.valid());
        wakes.set(interrupts.wakes);
        pending.set(interrupts.pending);

        Regimes regimes = add(new Regimes());
        Bundle.set(regimes.mode, mode);
        Bundle.set(regimes.status, status.fields);
        Bundle.set(fetchRegime, regimes.fetch);
        Bundle.set(dataRegime, regimes.data);
        Bundle.set(guestRegime, regimes.guest);
    }

    private void permit() {
        SystemPermissions system = add(new SystemPermissions());
        Bundle.set(system.mode, mode);
        Bundle.set(system.status, status.fields);
        Bundle.set(permissions.machineReturn(), system.machineReturn);
        Bundle.set(permissions.supervisorReturn(), system.supervisorReturn);
        Bundle.set(permissions.waiting(), system.waiting);
        Bundle.set(permissions.supervisorFence(), system.supervisorFence);
        Bundle.set(permissions.guestVirtualFence(), system.guestVirtualFence);
        Bundle.set(permissions.guestPhysicalFence(), system.guestPhysicalFence);
        Bundle.set(permissions.guestAccess(), system.guestAccess);
    }

    /** W. */
    private void trap() {
        Bits interrupt = commit.valid().and(commit.interrupt());
        Bits takes = interrupt.and(interrupts.due.valid());
        Bits exception = commit.valid().and(commit.exception()).and(commit.interrupt().not());
        delegation.cause.set(commit.cause());
        Bundle.set(delegation.mode, mode);
        Bits toMachine = takes.mux(interrupts.due.toMachine(), delegation.toMachine);
        Bits toSupervisor = takes.mux(interrupts.due.toSupervisor(), delegation.toSupervisor);
        Bits happens = takes.or(exception);
        Bits toGuest = toMachine.or(toSupervisor).not();
        // VSEI, VSTI, VSSI appear one lower, as SEI, STI, SSI (P 8.6.2).
        Bits code = takes.mux(interrupts.due.code().minus(toGuest.zext(6)), commit.cause());

        Transition transition = wire(Transition.shape());
        transition.toMachine().set(happens.and(toMachine));
        transition.toSupervisor().set(happens.and(toSupervisor));
        transition.toGuest().set(happens.and(toGuest));
        Bits retires = commit.valid().and(commit.exception().not()).and(commit.interrupt().not());
        transition.machineReturn().set(retires.and(commit.machineReturn()));
        transition.supervisorReturn().set(retires.and(commit.supervisorReturn()));
        transition.guestAddress().set(takes.not().and(commit.guestVirtual()));
        Bundle.set(status.transition, transition);
        counters.retires.set(retires);

        Bundle.set(writer.transition, transition);
        writer.pc.set(commit.pc());
        writer.interrupt.set(takes);
        writer.cause.set(code);
        writer.value.set(commit.value());
        writer.guestPhysical.set(commit.guestPhysical());
        writer.trapInstruction.set(commit.trapInstruction());
        plain.put.set(writer.put);
        plain.putPlace.set(writer.place);
        plain.putData.set(writer.data);

        Bits returns = transition.machineReturn().or(transition.supervisorReturn());
        plain.take.set(happens.or(returns));
        Bits vectorPlace = toMachine.mux(place("mtvec"), toSupervisor.mux(place("stvec"), place("vstvec")));
        Bits counterPlace = transition.machineReturn().mux(place("mepc"), mode.virtual().mux(place("vsepc"), place("sepc")));
        plain.takePlace.set(happens.mux(vectorPlace, counterPlace));
        Bits base = Bits.cat(plain.taken.high(62), Bits.lit(0, 2));
        Bits offset = plain.taken.bit(0).and(takes).mux(Bits.cat(code, Bits.lit(0, 2)), 0);
        Bits handler = base.plus(offset.zext(64));
        Bits again = interrupt.and(takes.not());
        restart.valid().set(happens.or(returns).or(again).or(retires.and(commit.refetch())));
        restart.pc().set(happens.mux(handler, returns.mux(plain.taken, again.mux(commit.pc(), commit.next()))));
        restart.invalidate().set(retires.and(commit.invalidate()));
        traps.set(happens);
        trapCause.set(Bits.cat(takes, code));
    }

    private static Bits place(String name) {
        return Bits.lit(PlainRegisters.place(name), PlainRegisters.PLACE_BITS);
    }
}

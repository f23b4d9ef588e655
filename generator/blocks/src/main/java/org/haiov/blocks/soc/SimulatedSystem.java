package org.haiov.blocks.soc;

import org.haiov.blocks.bus.SimulationMemory;
import org.haiov.blocks.config.AddressRange;
import org.haiov.blocks.config.SystemConfig;
import org.haiov.blocks.core.Retirement;
import org.haiov.facts.RiscvFacts;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.Component;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;

/**
 * A system with its memory, for simulation: runs by itself until {@code stop}, when somebody has to look: the program has ended, or a ring of
 * characters or retirements is full. Memories {@link #RAM} and {@link #ROM} are filled before it begins.
 */
public final class SimulatedSystem extends Component {
    /** Paths of the memories of 64-bit words that hold the program. */
    public static final String RAM = "ram." + SimulationMemory.RAM;
    public static final String ROM = "system.rom.rom";
    public static final String CONSOLE = "console.octets";
    private static final int TOHOST_BITS = 64;

    public final Signal consoleNext = output(ConsolePort.NUMBER_BITS);
    public final Signal consoleRead = input(ConsolePort.NUMBER_BITS);
    public final Signal typed = input(1);
    public final Signal character = input(8);
    public final Signal taken = output(1);
    /** sifive_test. */
    public final Signal finished = output(1);
    public final Signal code = output(16);
    public final Signal resetWanted = output(1);
    /** Physical address of {@code tohost}, 0 for none; something else than 0 was stored there: it. */
    public final Signal tohost = input(TOHOST_BITS);
    public final Signal exited = output(1);
    public final Signal exit = output(64);
    /** Instructions retired and traps taken, by all harts. */
    public final Signal retired = output(64);
    /** For each hart's {@link RetirementRecorder}; empty without. */
    public final Vec<Signal> next;
    public final Vec<Signal> read;
    public final Signal stop = output(1);

    /**
     * @param recorded retirements are recorded, in {@code recorder_0} and so on
     */
    public SimulatedSystem(SystemConfig c, boolean recorded) {
        int physicalBits = c.hart().physicalBits();
        HartSystem system = add(new HartSystem(c, new byte[(int) RiscvFacts.region("rom").size()]));
        AddressRange ramRange = new AddressRange(RiscvFacts.region("ram").base(), c.ramBytes());
        SimulationMemory ram = add(new SimulationMemory(physicalBits, HartSystem.ID_BITS, ramRange, c.memoryLatency()));
        ConsolePort console = add(new ConsolePort());
        Bundle.connect(ram.axi, system.memory);
        Bundle.connect(console.transmit, system.transmit);
        Bundle.connect(system.receive, console.receive);
        system.interrupts.set(0);
        consoleNext.set(console.next);
        console.read.set(consoleRead);
        console.typed.set(typed);
        console.character.set(character);
        taken.set(console.taken);
        finished.set(system.finished);
        code.set(system.code);
        resetWanted.set(system.resetWanted);
        watch(system);

        int recorders = recorded ? c.harts() : 0;
        next = output(Vec.of(recorders, h -> Signal.of(RetirementRecorder.NUMBER_BITS)));
        read = input(Vec.of(recorders, h -> Signal.of(RetirementRecorder.NUMBER_BITS)));
        Vec<RetirementRecorder> recorder = Vec.of(recorders, h -> add(new RetirementRecorder(physicalBits)));
        Bits full = console.full;
        for (int h = 0; h < recorders; h++) {
            Bundle.set(recorder.get(h).retirement, system.retirement.get(h));
            recorder.get(h).read.set(read.get(h));
            next.get(h).set(recorder.get(h).next);
            full = full.or(recorder.get(h).full);
        }
        stop.set(full.or(exited).or(finished).or(resetWanted));
    }

    private void watch(HartSystem system) {
        Reg count = reg(64, 0);
        Reg ended = reg(1, 0);
        Reg value = reg(64, 0);
        Bits sum = count;
        for (Retirement r : system.retirement) {
            sum = sum.plus(r.valid().zext(64));
            Bits there = r.valid().and(r.access()).and(r.physical().zext(TOHOST_BITS).eq(tohost)).and(r.data().any()).and(ended.not());
            when(there, () -> {
                ended.set(1);
                value.set(r.data());
            });
        }
        count.set(sum);
        retired.set(count);
        exited.set(ended);
        exit.set(value);
    }
}

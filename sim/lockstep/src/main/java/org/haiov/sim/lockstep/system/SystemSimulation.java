package org.haiov.sim.lockstep.system;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.haiov.blocks.config.SystemConfig;
import org.haiov.blocks.soc.ConsolePort;
import org.haiov.blocks.soc.SimulatedSystem;
import org.haiov.facts.RiscvFacts;
import org.haiov.hdl.Elaborator;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.MemoryProbe;
import org.haiov.sim.engine.Probe;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.golden.device.Console;
import org.haiov.sim.golden.machine.Outcome;
import org.haiov.sim.lockstep.hart.HartLockstep;
import org.haiov.sim.lockstep.hart.Retired;
import org.haiov.sim.lockstep.hart.RetirementReader;

/**
 * A system of the generator that runs a program on an engine, with its console; with {@code lockstep} golden harts do every retirement after
 * it.
 */
public final class SystemSimulation implements AutoCloseable {
    /** Cycles between two looks at console and retirements. */
    private static final long CHUNK = 20_000;

    /**
     * How a system is run.
     *
     * @param lockstep golden harts do every retirement after it, and the hardware's assertions are looked at
     * @param visible every signal can be probed and be in a wave; slower
     * @param trace told of every retirement, in the order of cycles; null for nobody
     */
    public record Mode(boolean lockstep, boolean visible, Consumer<Retired> trace) {
        public static final Mode FAST = new Mode(false, false, null);
        public static final Mode LOCKSTEP = new Mode(true, false, null);

        boolean recorded() {
            return lockstep || trace != null;
        }
    }

    private final Mode mode;
    private final Simulation sim;
    private final Console console;
    private final MemoryProbe octets;
    private final Probe stop;
    private final HartLockstep lockstep;
    private final List<RetirementReader> readers = new ArrayList<>();
    private final List<Retired> batch = new ArrayList<>();
    private int consoleAt;
    private int typed;

    /**
     * Opens the engine's simulation and puts the program into its memories.
     *
     * @param tohost its address, 0 for none
     */
    public SystemSimulation(SystemConfig config, Engine engine, Mode mode, ProgramImage image, long tohost, Console console) {
        this.mode = mode;
        this.console = console;
        List<String> memories = new ArrayList<>(List.of(SimulatedSystem.RAM, SimulatedSystem.ROM, SimulatedSystem.CONSOLE));
        if (mode.recorded()) {
            IntStream.range(0, config.harts()).forEach(h -> memories.addAll(RetirementReader.memories("recorder_" + h)));
        }
        EngineOptions options = new EngineOptions(Map.of(), mode.lockstep(), mode.visible()).withMemories(memories.toArray(String[]::new));
        sim = engine.open(Elaborator.elaborate(new SimulatedSystem(config, mode.recorded())), options);
        ProgramImage.fill(sim.memory(SimulatedSystem.RAM), image.ram());
        ProgramImage.fill(sim.memory(SimulatedSystem.ROM), image.rom());
        sim.poke("tohost", tohost);
        octets = sim.memory(SimulatedSystem.CONSOLE);
        stop = sim.probe("stop");
        lockstep = mode.lockstep() ? new HartLockstep(config.hart(), config.harts(), config.ramBytes(), image.rom()) : null;
        if (lockstep != null) {
            lockstep.write(RiscvFacts.region("ram").base(), image.ram());
        }
        if (mode.recorded()) {
            IntStream.range(0, config.harts()).forEach(h ->
                    readers.add(new RetirementReader(sim, h, "recorder_" + h, "next_" + h, "read_" + h)));
        }
        sim.reset();
    }

    /** What was compared; null without lockstep. */
    public HartLockstep.Counts counts() {
        return lockstep == null ? null : lockstep.counts();
    }

    public long cycles() {
        return sim.cycle();
    }

    /** Instructions retired and traps taken by all harts. */
    public long retired() {
        return sim.peek("retired");
    }

    public Simulation simulation() {
        return sim;
    }

    /**
     * Runs until the program ends or the limits are reached.
     *
     * @throws org.haiov.sim.lockstep.hart.Divergence with lockstep, where the golden harts do something else
     */
    public Outcome run(long maxCycles, long maxRetired) {
        long end = maxCycles > Long.MAX_VALUE - sim.cycle() ? Long.MAX_VALUE : sim.cycle() + maxCycles;
        while (true) {
            sim.runUntil(stop, Math.min(CHUNK, end - sim.cycle()));
            compare();
            talk();
            Outcome outcome = outcome();
            if (outcome != null) {
                console.flush();
                return outcome;
            }
            if (sim.cycle() >= end || retired() >= maxRetired) {
                console.flush();
                return new Outcome(Outcome.Kind.LIMIT, 0, "");
            }
        }
    }

    private void compare() {
        if (!mode.recorded()) {
            return;
        }
        batch.clear();
        readers.forEach(r -> r.drain(batch));
        batch.sort(Comparator.comparingLong(Retired::cycle).thenComparingInt(Retired::hart));
        for (Retired r : batch) {
            if (mode.trace() != null) {
                mode.trace().accept(r);
            }
            if (lockstep != null) {
                lockstep.check(r);
            }
        }
    }

    private void talk() {
        int next = (int) sim.peek("consoleNext");
        for (; consoleAt != next; consoleAt = consoleAt + 1 & 2 * ConsolePort.PLACES - 1) {
            console.write((int) octets.readLong(consoleAt & ConsolePort.PLACES - 1));
        }
        sim.poke("consoleRead", consoleAt);
        if (sim.peek("taken") == typed) {
            int character = console.read();
            if (character >= 0) {
                typed ^= 1;
                sim.poke("character", character);
                sim.poke("typed", typed);
            }
        }
    }

    private Outcome outcome() {
        if (sim.peek("exited") != 0) {
            long value = sim.peek("exit");
            return (value & 1) != 0 ? new Outcome(Outcome.Kind.EXIT, (int) (value >>> 1), "")
                    : new Outcome(Outcome.Kind.ERROR, 0, "tohost was given 0x" + Long.toHexString(value) + ", which is no exit code");
        }
        if (sim.peek("finished") != 0) {
            return new Outcome(Outcome.Kind.EXIT, (int) sim.peek("code"), "");
        }
        return sim.peek("resetWanted") != 0 ? new Outcome(Outcome.Kind.RESET, 0, "") : null;
    }

    @Override
    public void close() {
        sim.close();
    }
}

package org.haiov.sim.golden.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.haiov.facts.Region;
import org.haiov.facts.RiscvFacts;
import org.haiov.sim.golden.device.Bus;
import org.haiov.sim.golden.device.Clint;
import org.haiov.sim.golden.device.Console;
import org.haiov.sim.golden.device.Device;
import org.haiov.sim.golden.device.Htif;
import org.haiov.sim.golden.device.Plic;
import org.haiov.sim.golden.device.Ram;
import org.haiov.sim.golden.device.Rom;
import org.haiov.sim.golden.device.TestFinisher;
import org.haiov.sim.golden.device.Uart16550;
import org.haiov.sim.golden.device.ViWindow;
import org.haiov.sim.golden.device.virtio.VirtioSlots;
import org.haiov.sim.golden.hart.Hart;
import org.haiov.sim.golden.hart.Retirement;
import org.haiov.sim.golden.hart.Stepper;
import org.haiov.sim.golden.mmu.CodePages;
import org.haiov.sim.golden.mmu.Reservations;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Interrupt;
import org.haiov.sim.golden.state.TimeBase;
import org.haiov.sim.golden.vi.ActingController;

/**
 * A system of harts, RAM and devices on QEMU virt's memory map. Deterministic: harts take turns of a fixed number of cycles, time is
 * counted in cycles, and while all harts wait it jumps to the next timer.
 */
public final class Machine {
    private static final int MAX_FRUITLESS_TRAPS = 100_000;
    private static final int LEAST_TURN = 32;

    private final MachineConfig config;
    private final Console console;
    private final Ram ram;
    private final Bus bus;
    private final List<Hart> harts = new ArrayList<>();
    private final Plic plic;
    private final Uart16550 uart;
    private final VirtioSlots virtio;
    /** Null without Xhaiov. */
    private final ActingController vi;
    /** Lengths of turns; null where all are equal. */
    private final SplittableRandom interleaving;
    private Hart running;
    private long now;
    private Outcome outcome;
    private Consumer<Retirement> trace;
    private List<Stepper> steppers = List.of();
    private Supervisor supervisor;

    public Machine(MachineConfig config, Console console) {
        this(config, console, Peripherals.NONE);
    }

    /** @param console of the UART, or of a virtio console where there is one */
    public Machine(MachineConfig config, Console console, Peripherals peripherals) {
        this.config = config;
        this.interleaving = config.seed() == 0 ? null : new SplittableRandom(config.seed());
        this.console = console;
        this.ram = new Ram(RiscvFacts.region("ram").base(), config.ramBytes());
        this.bus = new Bus(ram);
        CodePages code = new CodePages(ram);
        Reservations reservations = new Reservations();
        TimeBase time = new TimeBase(config.cyclesPerTick());
        for (int i = 0; i < config.harts(); i++) {
            harts.add(new Hart(i, config.hart(), time, bus, code, reservations));
        }
        if (config.translator()) {
            harts.forEach(Hart::translate);
        }
        running = harts.getFirst();
        attach("clint", new Clint(harts.stream().map(Hart::clintPort).toList(), new Clint.Clock() {
            @Override
            public long ticks() {
                return running.ticks();
            }

            @Override
            public void ticks(long ticks) {
                running.ticks(ticks);
                harts.forEach(hart -> hart.state().timersChanged());
            }
        }));
        plic = new Plic(config.harts(), (context, high) ->
                harts.get(context / 2).state().line(context % 2 == 0 ? Interrupt.MEI : Interrupt.SEI, high));
        attach("plic", plic);
        uart = new Uart16550(peripherals.virtioConsole() ? new OutputOnly(console) : console, high -> plic.source(RiscvFacts.deviceInterrupt("uart"), high));
        attach("uart", uart);
        virtio = peripherals.slots(ram, console, (slot, high) -> plic.source(RiscvFacts.deviceInterrupt("virtio") + slot, high),
                () -> harts.forEach(hart -> hart.state().reservation = HartState.NO_RESERVATION));
        attach("virtio", virtio);
        vi = config.vi() == null ? null : ViLink.connect(harts, config.vi(), () -> running.state().cycles);
        if (vi != null) {
            attach("vi", new ViWindow(vi));
        }
        attach("test", new TestFinisher(exit -> end(Outcome.Kind.EXIT, exit, ""), () -> end(Outcome.Kind.RESET, 0, "")));
    }

    private void attach(String name, Device device) {
        Region region = RiscvFacts.region(name);
        bus.attach(name, region.base(), region.size(), device);
    }

    public MachineConfig config() {
        return config;
    }

    public List<Hart> harts() {
        return List.copyOf(harts);
    }

    /** The VI controller; null without Xhaiov. */
    public ActingController vi() {
        return vi;
    }

    public Bus bus() {
        return bus;
    }

    /** From now on tells every step; the run is the same, but slower. */
    public void trace(Consumer<Retirement> trace) {
        this.trace = trace;
        observed(true);
    }

    /**
     * Whether harts tell their steps, as {@link #step} needs it: all their accesses then go the slow way. A traced machine is always
     * observed.
     */
    public void observed(boolean observed) {
        if (!observed && trace == null && !steppers.isEmpty()) {
            steppers = List.of();
            harts.forEach(hart -> hart.memory().observe(null));
        } else if (observed && steppers.isEmpty()) {
            steppers = harts.stream().map(Stepper::new).toList();
        }
    }

    /** Whether harts tell their steps; their supervisor then runs them by {@link #step} alone. */
    public boolean observed() {
        return !steppers.isEmpty();
    }

    /** From now on {@code supervisor} drives the harts; null for none. */
    public void supervise(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    /** For the {@linkplain #supervise supervisor} of an {@linkplain #observed observed} machine: a step of one hart. */
    public Retirement step(Hart hart, Function<Stepper, Retirement> how) {
        Retirement step = how.apply(steppers.get(hart.state().id));
        if (trace != null) {
            trace.accept(step);
        }
        return step;
    }

    /** How the program has ended; null while it has not. */
    public Outcome outcome() {
        return outcome;
    }

    /** Loads a program, the device tree and the boot ROM. One load is to be called once, before the first run. */
    public void load(ElfFile elf) {
        for (ElfFile.Segment segment : elf.segments()) {
            long end = segment.address() + segment.memorySize();
            if (!ram.contains(segment.address()) || !ram.contains(end - 1) || Long.compareUnsigned(end, segment.address()) < 0) {
                throw new MachineException(elf.name() + ": segment 0x" + Long.toHexString(segment.address()) + " to 0x" + Long.toHexString(end - 1)
                        + " is outside RAM, which is 0x" + Long.toHexString(ram.base) + " to 0x" + Long.toHexString(ram.base + ram.bytes.length - 1));
            }
            ram.write(segment.address(), elf.bytes(), segment.fileOffset(), segment.fileSize());
        }
        Long toHost = elf.symbol("tohost");
        if (toHost != null) {
            Long fromHost = elf.symbol("fromhost");
            try {
                new Htif(ram, toHost, fromHost == null ? 0 : fromHost, console, exit -> end(Outcome.Kind.EXIT, exit, ""),
                        message -> end(Outcome.Kind.ERROR, 0, message));
            } catch (IllegalArgumentException e) {
                throw new MachineException(elf.name() + ": " + e.getMessage(), e);
            }
        }
        boot(elf.entry(), 0, deviceTree(Chosen.arguments(config.bootArguments())));
    }

    /** Loads Linux with its firmware, the device tree and the boot ROM. */
    public void load(LinuxBoot linux) {
        // The tree names the initramfs, which lies below the tree: first a tree of that size with other numbers.
        byte[] measure = deviceTree(new Chosen(config.bootArguments(), 1, 2));
        LinuxBoot.Loaded loaded = linux.load(ram, treeAddress(measure), config.bootArguments());
        boot(loaded.firmware(), loaded.kernel(), deviceTree(loaded.chosen()));
    }

    private byte[] deviceTree(Chosen chosen) {
        return DeviceTree.of(config, chosen, virtio::occupied);
    }

    private long treeAddress(byte[] tree) {
        return ram.base + ram.bytes.length - tree.length & -(ram.bytes.length >= 4 << 20 ? 2 << 20 : 4096); // as QEMU places it
    }

    /** @param next where firmware goes on in S-mode; 0 where the program is all there is */
    private void boot(long start, long next, byte[] tree) {
        long treeAt = treeAddress(tree);
        ram.write(treeAt, tree, 0, tree.length);
        attach("rom", new Rom(BootRom.of(config.hart().xhaiov(), start, treeAt, next)));
    }

    private void end(Outcome.Kind kind, int code, String message) {
        if (outcome == null) {
            outcome = new Outcome(kind, code, message);
            harts.forEach(Hart::stop);
        }
    }

    /** Instructions retired by all harts. */
    public long retired() {
        long sum = 0;
        for (Hart hart : harts) {
            sum += hart.state().retired;
        }
        return sum;
    }

    /**
     * Runs until the program ends, until {@code maxInstructions} more have retired, or until the {@linkplain #supervise supervisor} stops
     * the run; with several harts up to one turn of one cycle each may be beyond.
     */
    public Outcome run(long maxInstructions) {
        long target = maxInstructions > Long.MAX_VALUE - retired() ? Long.MAX_VALUE : retired() + maxInstructions;
        while (outcome == null) {
            long left = target - retired();
            if (left <= 0) {
                return new Outcome(Outcome.Kind.LIMIT, 0, "");
            }
            if (supervisor != null && supervisor.stops()) {
                console.flush();
                return new Outcome(Outcome.Kind.STOPPED, 0, "");
            }
            if (supervisor != null && unfinished()) {
                finishTurn();
                continue;
            }
            uart.poll();
            virtio.poll();
            if (allWait() && !sleep()) {
                continue;
            }
            turn(Math.min(quantum(), Math.max(1, left / harts.size())));
        }
        return outcome;
    }

    /** Cycles of the next turn. */
    private long quantum() {
        int average = config.quantum();
        return interleaving == null ? average : interleaving.nextLong(LEAST_TURN, 2L * average - LEAST_TURN + 1);
    }

    private boolean runs(Hart hart) {
        return supervisor == null || supervisor.runs(hart);
    }

    /** Whether a supervisor ended the last turn early. */
    private boolean unfinished() {
        for (Hart hart : harts) {
            if (runs(hart) && hart.state().cycles < now) {
                return true;
            }
        }
        return false;
    }

    private boolean allWait() {
        for (Hart hart : harts) {
            if (runs(hart) && !hart.idle()) {
                return false;
            }
        }
        return true;
    }

    /** One turn of each hart that runs. */
    private void turn(long cycles) {
        for (Hart hart : harts) {
            if (hart.state().cycles < now) { // it stood still for a whole turn: its time passes
                hart.state().cycles = now;
                hart.state().timersChanged();
            }
        }
        now += cycles;
        if (vi != null && vi.waits()) {
            vi.look(); // modes of harts may have changed: what waits may have somewhere to go
        }
        finishTurn();
    }

    private void finishTurn() {
        for (Hart hart : harts) {
            if (!runs(hart) || hart.state().cycles >= now) {
                continue;
            }
            if (hart != running) {
                running.state().reservation = HartState.NO_RESERVATION; // stores of the others are not watched (see Reservations)
                running = hart;
            }
            if (supervisor != null) {
                supervisor.run(hart, now);
            } else if (trace == null) {
                hart.run(now);
            } else {
                traced(hart, now);
            }
            if (hart.fruitlessTraps() > MAX_FRUITLESS_TRAPS) {
                end(Outcome.Kind.STUCK, 0, "hart " + hart.state().id + " cannot execute its trap handler at 0x" + Long.toHexString(hart.state().pc) + ": "
                        + hart.state().trap.getMessage());
            }
            if (supervisor != null && supervisor.stops()) {
                return;
            }
        }
    }

    private void traced(Hart hart, long limit) {
        while (hart.state().cycles < limit && outcome == null) {
            step(hart, stepper -> stepper.step(limit));
        }
    }

    /** All harts that run wait: on to the next timer. False where nothing is left to wait for, or input came. */
    private boolean sleep() {
        long next = harts.stream().filter(this::runs).mapToLong(Hart::deadline).min().orElse(Long.MAX_VALUE);
        if (next == Long.MAX_VALUE) {
            return waitForInput();
        }
        if (next > now) {
            turn(next - now);
        }
        return false;
    }

    private boolean waitForInput() {
        if (supervisor != null) {
            console.flush();
            supervisor.idle();
        } else if (!console.waitForInput()) {
            end(Outcome.Kind.STUCK, 0, "every hart waits for an interrupt, and no timer is set");
        }
        return false;
    }
}

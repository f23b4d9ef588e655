package org.haiov.sim.golden.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
import org.haiov.sim.golden.hart.Hart;
import org.haiov.sim.golden.hart.Retirement;
import org.haiov.sim.golden.hart.Stepper;
import org.haiov.sim.golden.mmu.CodePages;
import org.haiov.sim.golden.mmu.Reservations;
import org.haiov.sim.golden.state.HartState;
import org.haiov.sim.golden.state.Interrupt;
import org.haiov.sim.golden.state.TimeBase;

/**
 * A system of harts, RAM and devices on QEMU virt's memory map. Deterministic: harts take turns of a fixed number of cycles, time is
 * counted in cycles, and while all harts wait it jumps to the next timer.
 */
public final class Machine {
    private static final int MAX_FRUITLESS_TRAPS = 100_000;

    private final MachineConfig config;
    private final Console console;
    private final Ram ram;
    private final Bus bus;
    private final List<Hart> harts = new ArrayList<>();
    private final Plic plic;
    private final Uart16550 uart;
    private Hart running;
    private long now;
    private Outcome outcome;
    private Consumer<Retirement> trace;
    private List<Stepper> steppers = List.of();

    public Machine(MachineConfig config, Console console) {
        this.config = config;
        this.console = console;
        this.ram = new Ram(RiscvFacts.region("ram").base(), config.ramBytes());
        this.bus = new Bus(ram);
        CodePages code = new CodePages(ram);
        Reservations reservations = new Reservations();
        TimeBase time = new TimeBase(config.cyclesPerTick());
        for (int i = 0; i < config.harts(); i++) {
            harts.add(new Hart(i, config.hart(), time, bus, code, reservations));
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
        uart = new Uart16550(console, high -> plic.source(RiscvFacts.deviceInterrupt("uart"), high));
        attach("uart", uart);
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

    public Bus bus() {
        return bus;
    }

    /** From now on tells every step; the run is the same, but slower. */
    public void trace(Consumer<Retirement> trace) {
        this.trace = trace;
        steppers = harts.stream().map(Stepper::new).toList();
    }

    /** Loads a program, the device tree and the boot ROM. To be called once, before the first run. */
    public void load(ElfFile elf) {
        load(elf, 0);
    }

    /** @param next where firmware goes on in S-mode; 0 where the program is all there is */
    void load(ElfFile elf, long next) {
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
        boot(elf.entry(), next);
    }

    private void boot(long start, long next) {
        byte[] tree = DeviceTree.of(config);
        long treeAt = ram.base + ram.bytes.length - tree.length & -(ram.bytes.length >= 4 << 20 ? 2 << 20 : 4096); // as QEMU places it
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
     * Runs until the program ends, or until {@code maxInstructions} more have retired; with several harts up to one turn of one cycle
     * each may be beyond.
     */
    public Outcome run(long maxInstructions) {
        long target = maxInstructions > Long.MAX_VALUE - retired() ? Long.MAX_VALUE : retired() + maxInstructions;
        while (outcome == null) {
            long left = target - retired();
            if (left <= 0) {
                return new Outcome(Outcome.Kind.LIMIT, 0, "");
            }
            uart.poll();
            if (harts.stream().allMatch(Hart::idle) && !sleep()) {
                continue;
            }
            turn(Math.min(config.quantum(), Math.max(1, left / harts.size())));
        }
        return outcome;
    }

    /** One turn of each hart. */
    private void turn(long cycles) {
        now += cycles;
        for (Hart hart : harts) {
            running = hart;
            if (trace == null) {
                hart.run(now);
            } else {
                traced(hart.state().id, now);
            }
            if (hart.fruitlessTraps() > MAX_FRUITLESS_TRAPS) {
                end(Outcome.Kind.STUCK, 0, "hart " + hart.state().id + " cannot execute its trap handler at 0x" + Long.toHexString(hart.state().pc) + ": "
                        + hart.state().trap.getMessage());
            }
            if (harts.size() > 1) {
                hart.state().reservation = HartState.NO_RESERVATION; // stores of the others are not watched (see Reservations)
            }
        }
    }

    private void traced(int hart, long limit) {
        HartState state = harts.get(hart).state();
        while (state.cycles < limit && outcome == null) {
            trace.accept(steppers.get(hart).step(limit));
        }
    }

    /** All harts wait: on to the next timer. False where nothing is left to wait for, or input came. */
    private boolean sleep() {
        long next = harts.stream().mapToLong(Hart::deadline).min().orElse(Long.MAX_VALUE);
        if (next == Long.MAX_VALUE) {
            return waitForInput();
        }
        if (next > now) {
            turn(next - now);
        }
        return false;
    }

    private boolean waitForInput() {
        if (!console.waitForInput()) {
            end(Outcome.Kind.STUCK, 0, "every hart waits for an interrupt, and no timer is set");
        }
        return false;
    }
}

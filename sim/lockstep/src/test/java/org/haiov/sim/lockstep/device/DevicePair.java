package org.haiov.sim.lockstep.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.haiov.facts.Region;
import org.haiov.facts.RiscvFacts;
import org.haiov.hdl.Elaborator;
import org.haiov.passes.Checks;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.Probe;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.golden.device.Bus;
import org.haiov.sim.golden.device.BusFault;
import org.haiov.sim.golden.device.Clint;
import org.haiov.sim.golden.device.Console;
import org.haiov.sim.golden.device.Device;
import org.haiov.sim.golden.device.Plic;
import org.haiov.sim.golden.device.Ram;
import org.haiov.sim.golden.device.TestFinisher;
import org.haiov.sim.golden.device.Uart16550;

/** The devices in hardware and those of the golden model side by side: each access goes to both and must have the same outcome. */
final class DevicePair {
    /** Cycles after which the hardware shows all that an access or a change outside brings about; no tick of mtime meanwhile. */
    private static final int SETTLED = 4 * 12 * 16 * 2 + 100;
    /** The most that an access may take: a write of the PLIC that waits for its start. */
    private static final int PATIENCE = 80;
    static final int CYCLES_PER_TICK = 65536;

    private final int harts;
    private final Simulation sim;
    private final Bus bus = new Bus(new Ram(RiscvFacts.region("ram").base(), 4096));
    private final Queue<Integer> input = new ArrayDeque<>();
    private final Queue<Integer> hardwareInput = new ArrayDeque<>();
    private final List<Integer> output = new ArrayList<>();
    private final List<Integer> hardwareOutput = new ArrayList<>();
    private final List<Long> compares = new ArrayList<>();
    private final Plic plic;
    private final Uart16550 uart;
    private final Probe received;
    private final Probe sent;
    private long external;
    private long software;
    private long time;
    private String ended = "";

    DevicePair(Engine engine, int harts) {
        this.harts = harts;
        sim = engine.open(Checks.run(Elaborator.elaborate(new DeviceSystem(harts, CYCLES_PER_TICK))));
        sim.reset();
        received = sim.probe("receive_ready");
        sent = sim.probe("transmit_valid");
        sim.poke("transmit_ready", 1);
        List<Clint.Port> ports = new ArrayList<>();
        for (int h = 0; h < harts; h++) {
            compares.add(-1L);
            ports.add(new HartPort(h));
        }
        attach("clint", new Clint(ports, new Clint.Clock() {
            @Override
            public long ticks() {
                return time;
            }

            @Override
            public void ticks(long ticks) {
                time = ticks;
            }
        }));
        plic = new Plic(harts, (context, high) -> external = external & ~(1L << context) | (high ? 1L << context : 0));
        attach("plic", plic);
        uart = new Uart16550(new GoldenConsole(), high -> plic.source(RiscvFacts.deviceInterrupt("uart"), high));
        attach("uart", uart);
        attach("test", new TestFinisher(code -> ended = "exit " + code, () -> ended = "reset"));
    }

    private void attach(String name, Device device) {
        Region region = RiscvFacts.region(name);
        bus.attach(name, region.base(), region.size(), device);
    }

    private final class HartPort implements Clint.Port {
        private final int hart;

        HartPort(int hart) {
            this.hart = hart;
        }

        @Override
        public boolean software() {
            return (DevicePair.this.software >> hart & 1) != 0;
        }

        @Override
        public void software(boolean pending) {
            DevicePair.this.software = DevicePair.this.software & ~(1L << hart) | (pending ? 1L << hart : 0);
        }

        @Override
        public long compare() {
            return compares.get(hart);
        }

        @Override
        public void compare(long ticks) {
            compares.set(hart, ticks);
        }
    }

    private final class GoldenConsole implements Console {
        @Override
        public int read() {
            return input.isEmpty() ? -1 : input.poll();
        }

        @Override
        public void write(int octet) {
            output.add(octet);
        }

        @Override
        public boolean waitForInput() {
            return !input.isEmpty();
        }
    }

    /** A character comes in. */
    void type(int octet) {
        input.add(octet);
        hardwareInput.add(octet);
        settle();
    }

    /** A device drives its line. */
    void source(int number, boolean high) {
        plic.source(number, high);
        long levels = sim.peek("sources") & ~(1L << number) | (high ? 1L << number : 0);
        sim.poke("sources", levels);
        settle();
    }

    void store(int hart, long address, int size, long value) {
        boolean fault = false;
        try {
            bus.store(address, 1 << size, value);
        } catch (BusFault e) {
            fault = true;
        }
        long lanes = value << 8 * (address & 7);
        assertEquals(fault, access(hart, true, address, size, lanes) == null, () -> "fault of a store at " + Long.toHexString(address));
        settle();
    }

    void load(int hart, long address, int size) {
        Long expected;
        try {
            expected = bus.load(address, 1 << size);
        } catch (BusFault e) {
            expected = null;
        }
        Long word = access(hart, false, address, size, 0);
        Long got = word == null ? null : word >>> 8 * (address & 7) & (size == 3 ? -1L : (1L << (8 << size)) - 1);
        assertEquals(expected, got, () -> "load of " + (1 << size) + " at " + Long.toHexString(address));
        settle();
    }

    /** Null for an access fault. */
    private Long access(int hart, boolean write, long address, int size, long data) {
        String link = "hart_" + hart + "_";
        sim.poke(link + "req_valid", 1);
        sim.poke(link + "req_write", write ? 1 : 0);
        sim.poke(link + "req_address", address);
        sim.poke(link + "req_size", size);
        sim.poke(link + "req_data", data);
        assertEquals(1, sim.peek(link + "req_ready"));
        step();
        sim.poke(link + "req_valid", 0);
        for (int waited = 0; sim.peek(link + "rsp_valid") == 0; waited++) {
            if (waited == PATIENCE) {
                throw new AssertionError("no answer at " + Long.toHexString(address));
            }
            step();
        }
        boolean error = sim.peek(link + "rsp_error") == 1;
        long word = sim.peek(link + "rsp_data");
        if (plicIsExact(address)) {
            // answered: the lines are those of the new state
            step();
            assertEquals(external, sim.peek("external"), "external interrupts, after the answer");
        }
        step();
        return error ? null : word;
    }

    private boolean plicIsExact(long address) {
        Region region = RiscvFacts.region("plic");
        return address - region.base() < region.size() && address >= region.base();
    }

    private void step() {
        if (sent.get() == 1) {
            hardwareOutput.add((int) sim.peek("transmit_data"));
        }
        boolean gives = !hardwareInput.isEmpty();
        sim.poke("receive_valid", gives ? 1 : 0);
        if (gives) {
            sim.poke("receive_data", hardwareInput.peek());
            if (received.get() == 1) {
                hardwareInput.poll();
            }
        }
        sim.step();
        sim.poke("receive_valid", 0);
    }

    private void settle() {
        uart.poll();
        for (int i = 0; i < 40; i++) {
            step();
        }
        sim.run(SETTLED);
        check();
    }

    private void check() {
        assertEquals(external, sim.peek("external"), "external interrupts");
        assertEquals(software, sim.peek("software"), "software interrupts");
        for (int h = 0; h < harts; h++) {
            assertEquals(Long.compareUnsigned(time, compares.get(h)) >= 0, (sim.peek("timer") >> h & 1) != 0, "timer interrupt");
        }
        assertEquals(output, hardwareOutput);
        assertEquals(input.size(), hardwareInput.size(), "characters not yet taken");
        String end = sim.peek("resets") == 1 ? "reset" : sim.peek("finished") == 1 ? "exit " + sim.peek("code") : "";
        assertEquals(ended, end);
    }

    /** A step of mtime may come during the next operation: an access takes SETTLED cycles, an operation ten accesses at most. */
    boolean nearTick() {
        return sim.cycle() % CYCLES_PER_TICK > CYCLES_PER_TICK - 10 * SETTLED;
    }

    /** Lets mtime's step go by. */
    void passTick() {
        sim.run(11L * SETTLED);
        time++;
        check();
    }
}

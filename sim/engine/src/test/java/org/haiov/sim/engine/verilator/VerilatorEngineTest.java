package org.haiov.sim.engine.verilator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.haiov.hdl.Elaborator;
import org.haiov.ir.Design;
import org.haiov.ir.HaiovException;
import org.haiov.sim.engine.AssertionFailure;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.EngineOptions.ClockRatio;
import org.haiov.sim.engine.MemoryProbe;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.Snapshot;
import org.haiov.sim.engine.StateLayout;
import org.haiov.sim.engine.StateTrace;
import org.haiov.sim.engine.UnknownPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All on one design, so that one model is built. */
class VerilatorEngineTest {
    private static final Design ZOO = Elaborator.elaborate(new Zoo());
    private static final EngineOptions OPTIONS = new EngineOptions(Map.of("slow_clk", new ClockRatio(3, 1)), true, true);
    private Simulation sim;

    @BeforeEach
    void open() {
        sim = new VerilatorEngine().open(ZOO, OPTIONS);
    }

    @AfterEach
    void close() {
        sim.close();
    }

    @Test
    void registersWiresAndOutputsShowThePresentInputs() {
        sim.poke("step", 5);
        assertEquals(0, sim.peek("left.accumulated"));
        assertEquals(5, sim.peek("left.next"), "a wire follows a poked input at once");
        assertEquals(5, sim.peek("left.step"), "an instance's input");
        sim.run(2);
        assertEquals(10, sim.peek("left.accumulated"));
        assertEquals(10, sim.peek("left.total"));
        assertEquals(1 + 6, sim.peek("sum"));
        assertEquals(sim.peek("right.accumulated"), sim.peek("sum"));
        assertEquals(2, sim.cycle());
        assertEquals(0, sim.peek("clk"));
    }

    @Test
    void valuesAbove64Bits() {
        BigInteger value = BigInteger.ONE.shiftLeft(99).add(BigInteger.valueOf(0x123456789L));
        sim.poke("wide", value);
        sim.poke("friend", 1);
        sim.step();
        assertEquals(value, sim.peekBig("wideBack"));
        assertEquals(value, sim.peekBig("wideState"));
        sim.poke("wide", 7);
        sim.step();
        assertEquals(BigInteger.valueOf(7), sim.peekBig("wideBack"));
        assertEquals("'wideBack' has 100 bits, too many for a long: use the BigInteger form",
                assertThrows(HaiovException.class, () -> sim.peek("wideBack")).getMessage());
    }

    @Test
    void mistakesNameTheSignal() {
        assertEquals("no signal 'left.acumulated' in the design; did you mean left.accumulated or right.accumulated?",
                assertThrows(UnknownPath.class, () -> sim.peek("left.acumulated")).getMessage());
        assertEquals("the value 256 does not fit 'step' of 8 bits",
                assertThrows(HaiovException.class, () -> sim.poke("step", 256)).getMessage());
        assertEquals("'sum' is not an input of the top module: it cannot be driven",
                assertThrows(HaiovException.class, () -> sim.poke("sum", 1)).getMessage());
        assertEquals("'clk' is a clock, which run() ticks: it cannot be driven",
                assertThrows(HaiovException.class, () -> sim.poke("clk", 1)).getMessage());
        assertEquals("memory 'ram' has no word 16, only 0 to 15",
                assertThrows(HaiovException.class, () -> sim.memory("ram").readLong(16)).getMessage());
        EngineOptions wrongClock = new EngineOptions(Map.of("slo_clk", new ClockRatio(2, 0)), true, true);
        assertEquals("no clock 'slo_clk' in the design; did you mean slow_clk?",
                assertThrows(UnknownPath.class, () -> new VerilatorEngine().open(ZOO, wrongClock)).getMessage());
    }

    @Test
    void memories() {
        assertEquals(List.of("ram", "rom"), sim.memories());
        MemoryProbe ram = sim.memory("ram");
        sim.poke("write", 1);
        sim.poke("address", 9);
        sim.poke("data", 0x11223344);
        sim.poke("mask", 0b0101);
        sim.step();
        assertEquals(0x00220044, ram.readLong(9));
        assertEquals(0x00220044, sim.peek("word"));
        assertEquals(0, sim.peek("lateWord"), "a synchronous read gives what was there before");
        ram.writeLong(9, 77);
        assertEquals(77, sim.peek("word"), "a combinational read follows a word written from outside");
        sim.poke("write", 0);
        sim.step();
        assertEquals(77, sim.peek("lateWord"));
        assertEquals(16, ram.words());
        assertThrows(HaiovException.class, () -> ram.writeLong(0, 1L << 32));
    }

    @Test
    void longInitialContents() {
        MemoryProbe rom = sim.memory("rom");
        for (int i = 0; i < rom.words(); i++) {
            assertEquals(i < Zoo.ROM_WORDS ? 3 * i + 1 : 0, rom.readLong(i), "word " + i);
        }
        sim.poke("step", 50);
        assertEquals(151, sim.peek("constant"));
    }

    @Test
    void otherClocksTickAtTheirRatio() {
        int[] expected = {0, 1, 1, 1, 2, 2, 2, 3};
        for (int count : expected) {
            sim.step();
            assertEquals(count, sim.peek("slowCount"), "after cycle " + (sim.cycle() - 1));
        }
    }

    @Test
    void resetIsHeldUntilEveryClockHasTicked() {
        sim.poke("step", 1);
        sim.run(6);
        sim.reset();
        assertEquals(0, sim.peek("left.accumulated"));
        assertEquals(0, sim.peek("slowCount"));
        assertEquals(0, sim.peek("rst"));
        assertEquals(8, sim.cycle(), "two cycles: the slow clock ticks in the second");
    }

    @Test
    void checks() {
        sim.poke("step", 1);
        sim.run(100);
        assertEquals(1L, sim.covers().values().iterator().next());
        AssertionFailure failure = assertThrows(AssertionFailure.class, () -> sim.run(1000));
        assertEquals(200, failure.cycle());
        assertTrue(failure.getMessage().contains("never two hundred (Zoo.java:"), failure.getMessage());
        assertEquals(200, sim.cycle(), "it stands before the edge");
    }

    @Test
    void runsUntilASignalIsOne() {
        sim.poke("stop", 0);
        assertEquals(-1, sim.runUntil(sim.probe("stopped"), 10));
        assertEquals(10, sim.cycle());
        sim.poke("write", 1);
        assertEquals(0, sim.runUntil(sim.probe("write"), 10), "it looks before the first cycle");
        assertThrows(HaiovException.class, () -> sim.runUntil(sim.probe("sum"), 10));
    }

    @Test
    void saveAndRestore() {
        sim.poke("step", 3);
        sim.poke("write", 1);
        sim.poke("mask", 15);
        sim.poke("data", 99);
        sim.run(20);
        Snapshot snapshot = sim.save();
        assertEquals(20, snapshot.cycle());
        List<Long> later = runOn();
        sim.restore(snapshot);
        assertEquals(20, sim.cycle());
        assertEquals(3, sim.peek("step"));
        assertEquals(60, sim.peek("left.total"));
        assertEquals(99, sim.memory("ram").readLong(0));
        assertEquals(later, runOn());
        try (Simulation another = new VerilatorEngine().open(ZOO, OPTIONS)) {
            another.restore(snapshot);
            assertEquals(60, another.peek("left.total"));
        }
        try (Simulation other = new VerilatorEngine().open(ZOO, new EngineOptions(Map.of(), false, true))) {
            assertThrows(HaiovException.class, () -> other.restore(snapshot));
        }
    }

    private List<Long> runOn() {
        sim.poke("step", 2);
        sim.poke("data", 1234);
        sim.poke("address", 5);
        sim.run(7);
        return List.of(sim.peek("sum"), sim.peek("word"), sim.peek("slowCount"), sim.memory("ram").readLong(0), sim.cycle());
    }

    @Test
    void theVerilogsOwnFinishIsAnError() {
        sim.poke("stop", 1);
        HaiovException e = assertThrows(HaiovException.class, () -> sim.step());
        assertTrue(e.getMessage().startsWith("the Verilator model stopped: the Verilog called $finish at"), e.getMessage());
        assertThrows(HaiovException.class, () -> sim.step(), "and stays so");
    }

    @Test
    void stateRows() {
        StateTrace trace = (StateTrace) sim;
        StateLayout layout = trace.layout();
        long[] inputs = new long[4 * layout.inputWords()];
        for (int cycle = 0; cycle < 4; cycle++) {
            inputs[cycle * layout.inputWords() + field(layout.inputs(), "step").offset()] = cycle + 1;
            inputs[cycle * layout.inputWords() + field(layout.inputs(), "write").offset()] = cycle & 1;
        }
        long[] rows = new long[4 * layout.stateWords()];
        trace.run(4, MemorySegment.ofArray(inputs), MemorySegment.ofArray(rows));
        long total = 0;
        for (int cycle = 0; cycle < 4; cycle++) {
            int row = cycle * layout.stateWords();
            assertEquals(total, rows[row + field(layout.state(), "left.accumulated").offset()], "cycle " + cycle);
            assertEquals(3 * (cycle + 1) + 1, rows[row + field(layout.state(), "constant").offset()], "outputs see the cycle's inputs");
            assertEquals(cycle & 1, rows[row + field(layout.state(), "ram.w0.enable").offset()], "write ports too");
            total += cycle + 1;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment row = arena.allocate(8L * layout.stateWords(), 8);
            trace.readState(row);
            assertEquals(total, row.getAtIndex(ValueLayout.JAVA_LONG, field(layout.state(), "left.accumulated").offset()));
        }
    }

    private static StateLayout.Field field(List<StateLayout.Field> fields, String path) {
        return fields.stream().filter(f -> f.path().equals(path)).findFirst().orElseThrow();
    }

    @Test
    void openedForSpeedItShowsThePortsAlone() {
        try (Simulation fast = new VerilatorEngine().optimizedFor(Optimization.BUILD).open(ZOO, EngineOptions.FASTEST)) {
            assertFalse(fast.signals().contains("left.accumulated"));
            assertTrue(fast.signals().containsAll(List.of("step", "sum", "left.step")), fast.signals().toString());
            fast.poke("step", 50);
            fast.run(5);
            assertEquals(0 + 50 + 100 + 150 + 200 + 5 & 0xFF, fast.peek("sum"));
            String message = assertThrows(HaiovException.class, () -> fast.peek("left.accumulated")).getMessage();
            assertTrue(message.startsWith("signal 'left.accumulated' is not visible: this simulation was opened for speed"), message);
            assertThrows(HaiovException.class, () -> fast.memory("ram"));
        }
    }

    @Test
    void closedForGood() {
        sim.close();
        sim.close();
        assertThrows(IllegalStateException.class, () -> sim.peek("sum"));
    }
}

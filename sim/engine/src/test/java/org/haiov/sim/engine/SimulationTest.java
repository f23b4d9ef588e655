package org.haiov.sim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haiov.hdl.Component;
import org.haiov.hdl.Elaborator;
import org.haiov.hdl.Signal;
import org.haiov.ir.Design;
import org.haiov.ir.HaiovException;
import org.haiov.sim.engine.EngineOptions.ClockRatio;
import org.haiov.sim.engine.junit.EngineTest;
import org.haiov.sim.engine.jvm.JvmEngine;
import org.haiov.sim.engine.verilator.VerilatorEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every engine does alike, on one design, so that one model is built. */
class SimulationTest {
    private static final Design ZOO = Elaborator.elaborate(new Zoo());
    private static final EngineOptions OPTIONS = new EngineOptions(Map.of("slow_clk", new ClockRatio(3, 1)), true, true);

    @EngineTest
    void registersWiresAndOutputsShowThePresentInputs(Engine engine) {
        Simulation sim = engine.open(ZOO, OPTIONS);
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
    }

    @EngineTest
    void valuesAbove64Bits(Engine engine) {
        Simulation sim = engine.open(ZOO, OPTIONS);
        BigInteger value = BigInteger.ONE.shiftLeft(99).add(BigInteger.valueOf(0x123456789L));
        sim.poke("wide", value);
        sim.poke("friend", 1);
        sim.step();
        assertEquals(value, sim.peekBig("wideBack"));
        assertEquals(value, sim.peekBig("wideState"));
        sim.poke("wide", 7);
        sim.step();
        assertEquals(BigInteger.valueOf(7), sim.peekBig("wideBack"));
        assertEquals("wideBack has 100 bits, more than a long: use the BigInteger form",
                assertThrows(HaiovException.class, () -> sim.peek("wideBack")).getMessage());
    }

    @EngineTest
    void mistakesNameTheSignal(Engine engine) {
        Simulation sim = engine.open(ZOO, OPTIONS);
        assertEquals("no signal 'left.acumulated' in the design; did you mean left.accumulated or right.accumulated?",
                assertThrows(UnknownPath.class, () -> sim.peek("left.acumulated")).getMessage());
        assertEquals("256 does not fit in step, which has 8 bits",
                assertThrows(HaiovException.class, () -> sim.poke("step", 256)).getMessage());
        assertEquals("sum is not an input of the top module: only those can be driven",
                assertThrows(HaiovException.class, () -> sim.poke("sum", 1)).getMessage());
        assertEquals("memory ram has words 0 to 15, not 16",
                assertThrows(HaiovException.class, () -> sim.memory("ram").readLong(16)).getMessage());
        EngineOptions wrongClock = new EngineOptions(Map.of("slo_clk", new ClockRatio(2, 0)), true, true);
        assertEquals("no clock 'slo_clk' in the design; did you mean slow_clk?",
                assertThrows(UnknownPath.class, () -> engine.open(ZOO, wrongClock)).getMessage());
    }

    @EngineTest
    void memories(Engine engine) {
        Simulation sim = engine.open(ZOO, OPTIONS);
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

    @EngineTest
    void longInitialContents(Engine engine) {
        Simulation sim = engine.open(ZOO, OPTIONS);
        MemoryProbe rom = sim.memory("rom");
        for (int i = 0; i < rom.words(); i++) {
            assertEquals(i < Zoo.ROM_WORDS ? 3 * i + 1 : 0, rom.readLong(i), "word " + i);
        }
        sim.poke("step", 50);
        assertEquals(151, sim.peek("constant"));
    }

    @EngineTest
    void otherClocksTickAtTheirRatio(Engine engine) {
        Simulation sim = engine.open(ZOO, OPTIONS);
        int[] expected = {0, 1, 1, 1, 2, 2, 2, 3};
        for (int count : expected) {
            sim.step();
            assertEquals(count, sim.peek("slowCount"), "after cycle " + (sim.cycle() - 1));
        }
    }

    @EngineTest
    void resetIsHeldUntilEveryClockHasTicked(Engine engine) {
        Simulation sim = engine.open(ZOO, OPTIONS);
        sim.poke("step", 1);
        sim.run(6);
        sim.reset();
        assertEquals(0, sim.peek("left.accumulated"));
        assertEquals(0, sim.peek("slowCount"));
        assertEquals(0, sim.peek("rst"));
        assertEquals(8, sim.cycle(), "two cycles: the slow clock ticks in the second");
    }

    @EngineTest
    void checks(Engine engine) {
        Simulation sim = engine.open(ZOO, OPTIONS);
        sim.poke("step", 1);
        sim.run(100);
        assertEquals(1L, sim.covers().values().iterator().next());
        AssertionFailure failure = assertThrows(AssertionFailure.class, () -> sim.run(1000));
        assertEquals(200, failure.cycle());
        assertTrue(failure.getMessage().contains("never two hundred (Zoo.java:"), failure.getMessage());
        assertEquals(200, sim.cycle(), "it stands before the edge");
    }

    @EngineTest
    void runsUntilASignalIsOne(Engine engine) {
        Simulation sim = engine.open(ZOO, OPTIONS);
        sim.poke("stop", 0);
        assertEquals(-1, sim.runUntil(sim.probe("stopped"), 10));
        assertEquals(10, sim.cycle());
        sim.poke("write", 1);
        assertEquals(0, sim.runUntil(sim.probe("write"), 10), "it looks before the first cycle");
        assertThrows(HaiovException.class, () -> sim.runUntil(sim.probe("sum"), 10));
    }

    @EngineTest
    void saveAndRestore(Engine engine) {
        Simulation sim = engine.open(ZOO, OPTIONS);
        sim.poke("step", 3);
        sim.poke("write", 1);
        sim.poke("mask", 15);
        sim.poke("data", 99);
        sim.run(20);
        Snapshot snapshot = sim.save();
        assertEquals(20, snapshot.cycle());
        List<Long> later = runOn(sim);
        sim.restore(snapshot);
        assertEquals(20, sim.cycle());
        assertEquals(3, sim.peek("step"));
        assertEquals(60, sim.peek("left.total"));
        assertEquals(99, sim.memory("ram").readLong(0));
        assertEquals(later, runOn(sim));
        Simulation another = engine.open(ZOO, OPTIONS);
        another.restore(snapshot);
        assertEquals(60, another.peek("left.total"));
        assertEquals(sim.covers(), another.covers());
    }

    private static List<Long> runOn(Simulation sim) {
        sim.poke("step", 2);
        sim.poke("data", 1234);
        sim.poke("address", 5);
        sim.run(7);
        return List.of(sim.peek("sum"), sim.peek("word"), sim.peek("slowCount"), sim.memory("ram").readLong(0), sim.cycle());
    }

    @EngineTest
    void stateRows(Engine engine) {
        Simulation sim = engine.open(ZOO, OPTIONS);
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

    /** Two parts of one class that differ. */
    private static final class Sums extends Component {
        final Signal in = input(8);
        final Signal plusOne = output(8);
        final Signal plusNine = output(8);

        private static final class Plus extends Component {
            final Signal a = input(8);
            final Signal sum = output(8);

            Plus(int what) {
                sum.set(a.plus(what));
            }
        }

        Sums() {
            Plus one = add(new Plus(1));
            Plus nine = add(new Plus(9));
            one.a.set(in);
            nine.a.set(in);
            plusOne.set(one.sum);
            plusNine.set(nine.sum);
        }
    }

    /** Elaboration gives both parts the name of their class; only Checks would tell them apart. */
    @EngineTest
    void aDesignThatWasNotChecked(Engine engine) {
        Simulation sim = engine.open(Elaborator.elaborate(new Sums()));
        sim.poke("in", 30);
        assertEquals(31, sim.peek("plusOne"));
        assertEquals(39, sim.peek("plusNine"));
        assertEquals(39, sim.peek("nine.sum"));
    }

    /** Only wires: time passes, and nothing else. */
    private static final class Parity extends Component {
        final Signal word = input(70);
        final Signal odd = output(1);

        Parity() {
            odd.set(word.parity());
        }
    }

    @EngineTest
    void aDesignWithoutClock(Engine engine) {
        Simulation sim = engine.open(Elaborator.elaborate(new Parity()));
        sim.poke("word", BigInteger.ONE.shiftLeft(69).add(BigInteger.TWO));
        assertEquals(0, sim.peek("odd"));
        sim.reset();
        sim.poke("word", 7);
        sim.run(4);
        assertEquals(1, sim.peek("odd"));
        assertEquals(0, sim.runUntil(sim.probe("odd"), 3));
        assertEquals(5, sim.cycle());
    }

    @Test
    void wavesAreTheSameFromEveryEngine(@TempDir Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Engine engine : List.of(new JvmEngine(), new VerilatorEngine())) {
            files.add(folder.resolve(engine.name() + ".vcd"));
            try (Simulation sim = engine.open(ZOO, OPTIONS)) {
                sim.poke("step", 5);
                sim.startWave(files.getLast());
                sim.run(3);
                sim.poke("wide", BigInteger.ONE.shiftLeft(99));
                assertEquals(-1, sim.runUntil(sim.probe("friend"), 2));
                StateLayout layout = ((StateTrace) sim).layout();
                ((StateTrace) sim).run(2, MemorySegment.ofArray(new long[2 * layout.inputWords()]),
                        MemorySegment.ofArray(new long[2 * layout.stateWords()]));
                sim.stopWave();
                sim.run(1);
            }
        }
        String text = Files.readString(files.getFirst());
        assertTrue(text.contains("$scope module left $end"), text);
        assertEquals(text, Files.readString(files.getLast()));
    }
}

package org.haiov.sim.engine.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.haiov.hdl.Component;
import org.haiov.hdl.Elaborator;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.ir.Design;
import org.haiov.ir.HaiovException;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.wave.TextWave;
import org.haiov.sim.engine.wave.WaveRecorder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.opentest4j.AssertionFailedError;

class EngineTestExtensionTest {
    private static final Design PULSER = Elaborator.elaborate(new Pulser());
    private static final List<String> RUNS = new ArrayList<>();
    private static final List<Simulation> OPENED = new ArrayList<>();

    /** High in each fourth cycle. */
    static final class Pulser extends Component {
        final Signal enable = input(1);
        final Signal pulse = output(1);

        Pulser() {
            Reg count = reg(2, 0);
            when(enable, () -> count.set(count.plus(1)));
            pulse.set(count.eq(3));
        }
    }

    private static TextWave record(Engine engine) {
        Simulation sim = engine.open(PULSER);
        OPENED.add(sim);
        sim.poke("enable", 1);
        sim.step();
        WaveRecorder recorder = new WaveRecorder(sim, "enable", "count", "pulse");
        recorder.run(6);
        return recorder.wave();
    }

    @EngineTest
    void runsInBothEngines(Engine engine, TestInfo info) {
        RUNS.add(engine.name());
        assertEquals("[" + engine.name() + "]", info.getDisplayName());
        WaveSnapshot.assertWave("""
                cycle   1   2   3   4   5   6
                enable  ------------------------
                count   |1  |2  |3  |0  |1  |2
                pulse   ________----____________
                """, record(engine));
    }

    @EngineTest(EngineKind.JVM)
    void runsInTheEngineNamed(Engine engine) {
        assertEquals("jvm", engine.name());
        WaveSnapshot.assertFile(EngineTestExtensionTest.class, "pulser.wave", record(engine));
        String missing = assertThrows(AssertionFailedError.class,
                () -> WaveSnapshot.assertFile(EngineTestExtensionTest.class, "none.wave", record(engine))).getMessage();
        assertTrue(missing.startsWith("there is no resource none.wave beside " + EngineTestExtensionTest.class.getName()), missing);
    }

    @Test
    void anotherWaveFailsAndShowsBoth() {
        TextWave wave = new TextWave(0).add("x", 1, List.of(java.math.BigInteger.ONE));
        assertEquals("""
                the wave is not the one expected.
                expected:
                cycle  0
                x      ____
                actual:
                cycle  0
                x      ----
                """, assertThrows(AssertionFailedError.class, () -> WaveSnapshot.assertWave("cycle  0\nx      ____\n", wave)).getMessage());
    }

    @Test
    void unknownEnginesAreRefused() {
        assertEquals(EngineKind.VERILATOR, EngineKind.of(" verilator"));
        assertEquals("there is no engine 'icarus': property haiov.engines takes jvm, verilator or both with a comma between",
                assertThrows(HaiovException.class, () -> EngineKind.of("icarus")).getMessage());
    }

    @AfterAll
    static void everyEngineRanAndEverythingWasClosed() {
        assertTrue(RUNS.contains("jvm") || RUNS.contains("verilator"), "the test above ran");
        List<Simulation> native1 = OPENED.stream().filter(s -> s.engine().equals("verilator")).toList();
        assertEquals(RUNS.contains("verilator"), !native1.isEmpty());
        native1.forEach(s -> assertThrows(IllegalStateException.class, () -> s.peek("pulse"), "closed"));
    }
}

package org.haiov.sim.engine.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.haiov.hdl.Component;
import org.haiov.hdl.Elaborator;
import org.haiov.hdl.Signal;
import org.haiov.ir.HaiovException;
import org.haiov.sim.engine.AssertionFailure;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.compare.Meter.Fault;
import org.haiov.sim.engine.jvm.JvmEngine;
import org.haiov.sim.engine.verilator.VerilatorEngine;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Engine SOUND = new JvmEngine();
    private static final Engine FAULTY = new VerilatorEngine().withoutWires();

    private static Comparison meters(Fault fault) {
        EngineOptions options = EngineOptions.DEFAULT;
        return new Comparison(SOUND.open(Elaborator.elaborate(new Meter(Fault.NONE)), options),
                FAULTY.open(Elaborator.elaborate(new Meter(fault)), options), options);
    }

    @Test
    void equalDesignsRunOn() {
        try (Comparison both = Comparison.ofEngines(Elaborator.elaborate(new Meter(Fault.NONE)), EngineOptions.DEFAULT)) {
            both.reset();
            both.run(20_000, new RandomStimulus(1, Set.of("rst")));
            both.poke("rst", 0);
            both.poke("go", 1);
            both.poke("amount", 0x8003);
            long before = both.peek("total");
            both.step();
            assertEquals(before + 0x8003 & 0xFFFF_FFFFL, both.peek("total"));
            assertEquals(before, both.second().memory("files").readLong(3));
            both.compareMemories();
            assertEquals(20_002, both.first().cycle());
        }
    }

    /** The two differ in one operator of a register's next value; the first cycle that shows it is worked out by hand. */
    @Test
    void aSeededFaultInARegisterIsFound() {
        try (Comparison both = meters(Fault.REGISTER)) {
            both.reset();
            both.run(999);
            Stimulus stimulus = (cycle, in) -> {
                in.set("go", cycle % 2);
                in.set("amount", cycle == 1011 ? 4 : cycle == 1013 ? 3 : cycle == 1015 ? 1 : 0);
            };
            Divergence d = assertThrows(Divergence.class, () -> both.run(1000, stimulus));
            assertEquals("adder.sum", d.path());
            assertEquals(1016, d.cycle(), "4, 7 and then 7 + 1 against 7 | 1");
            assertEquals("""
                    cycle 1016: adder.sum: jvm has 0x8, verilator has 0x7
                    cycle                  1000    1002    1004    1006    1008    1010    1012    1014    1016
                    adder.sum (jvm)        |0                                              |4      |7      |8
                    adder.sum (verilator)  |0                                              |4      |7
                    rst                    ____________________________________________________________________
                    go                     ____----____----____----____----____----____----____----____----____
                    amount                 |0                                          |4  |0  |3  |0  |1  |0
                    """, d.getMessage());
        }
    }

    @Test
    void aSeededFaultInAWriteEnableIsFoundBeforeTheEdgeThatWrites() {
        try (Comparison both = meters(Fault.WRITE_ENABLE)) {
            both.reset();
            both.poke("amount", 0x8000);
            Divergence d = assertThrows(Divergence.class, () -> both.run(10));
            assertEquals("files.w0.enable", d.path());
            assertEquals(1, d.cycle());
            assertTrue(d.getMessage().startsWith("cycle 1: files.w0.enable: jvm has 0x0, verilator has 0x1\n"), d.getMessage());
        }
    }

    @Test
    void aSeededFaultInAnOutputIsFoundInTheCycleOfItsInputs() {
        try (Comparison both = meters(Fault.OUTPUT)) {
            Divergence d = assertThrows(Divergence.class, () -> both.run(600, (cycle, in) -> {
                in.set("go", 1);
                in.set("amount", cycle == 555 ? 8 : 0);
            }));
            assertEquals("busy", d.path());
            assertEquals(555, d.cycle());
        }
    }

    @Test
    void contentsOfMemoriesAreCompared() {
        try (Comparison both = meters(Fault.NONE)) {
            both.second().memory("files").writeLong(9, 5);
            Divergence d = assertThrows(Divergence.class, () -> both.run(5000));
            assertEquals("files[9]", d.path());
            assertTrue(d.getMessage().contains("files[9]: jvm has 0x0, verilator has 0x5, written in one of the"), d.getMessage());
        }
    }

    @Test
    void anAssertionThatFailsInOneOnly() {
        try (Comparison both = meters(Fault.ASSERTION)) {
            both.run(5);
            both.poke("amount", 12345);
            Divergence d = assertThrows(Divergence.class, () -> both.run(5));
            assertEquals(5, d.cycle());
            assertTrue(d.getMessage().contains("the check fails with verilator alone: cycle 5: "), d.getMessage());
        }
    }

    @Test
    void anAssertionThatFailsInBoth() {
        try (Comparison both = meters(Fault.NONE)) {
            AssertionFailure f = assertThrows(AssertionFailure.class, () -> both.run(500, (cycle, in) -> in.set("amount", cycle == 300 ? 54321 : 1)));
            assertEquals(300, f.cycle());
        }
    }

    @Test
    void differentDesignsAreRefused() {
        Component other = new Other();
        EngineOptions options = new EngineOptions(Map.of(), true, true);
        var first = SOUND.open(Elaborator.elaborate(new Meter(Fault.NONE)), options);
        var second = FAULTY.open(Elaborator.elaborate(other), options);
        assertEquals("designs Meter and Other cannot be compared: their registers, memories and ports are not the same",
                assertThrows(HaiovException.class, () -> new Comparison(first, second, options)).getMessage());
        assertThrows(IllegalStateException.class, () -> second.peek("y"), "what was taken over is closed");
    }

    private static final class Other extends Component {
        final Signal x = input(1);
        final Signal y = output(1);

        Other() {
            y.set(x);
        }
    }
}

package org.haiov.sim.engine.verilator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.haiov.hdl.Component;
import org.haiov.hdl.ClockDomain;
import org.haiov.hdl.Elaborator;
import org.haiov.hdl.ExternalComponent;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.ir.Design;
import org.haiov.ir.HaiovException;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.Snapshot;
import org.junit.jupiter.api.Test;

/** What the Verilator engine has beside the others; {@link org.haiov.sim.engine.SimulationTest} has the rest. */
class VerilatorEngineTest {
    private static final Design TALLY = Elaborator.elaborate(new Tally());
    private static final VerilatorEngine ENGINE = new VerilatorEngine().optimizedFor(Optimization.BUILD);

    /** Counts what is stored. */
    static final class Tally extends Component {
        final Signal step = input(8);
        final Signal stop = input(1);
        final Signal sum = output(8);
        final Signal stored = output(8);
        final Signal stopped = output(1);

        Tally() {
            Reg count = reg(8, 0);
            count.set(count.plus(step));
            sum.set(count);
            Mem ram = mem(8, 16);
            ram.write(step.low(4), count);
            stored.set(ram.read(step.low(4)));
            Stopper stopper = add(new Stopper());
            bind(stopper.clk, clock());
            stopper.stop.set(stop);
            stopped.set(stopper.stopped);
            assertThat(count.ne(99), "not ninety-nine");
        }
    }

    /** Ends the simulation from within. */
    static final class Stopper extends ExternalComponent {
        final ClockDomain clk = clockPort("clk");
        final Signal stop = input(1);
        final Signal stopped = output(1);

        Stopper() {
            source("""
                    module Stopper(input clk, input stop, output reg stopped);
                      initial stopped = 0;
                      always @(posedge clk) begin
                        stopped <= stop;
                        if (stop) $finish;
                      end
                    endmodule
                    """);
        }
    }

    @Test
    void theVerilogsOwnFinishIsAnError() {
        try (Simulation sim = ENGINE.open(TALLY)) {
            Snapshot before = sim.save();
            sim.poke("stop", 1);
            HaiovException e = assertThrows(HaiovException.class, () -> sim.step());
            assertTrue(e.getMessage().startsWith("the Verilator model stopped: the Verilog called $finish at"), e.getMessage());
            assertThrows(HaiovException.class, () -> sim.step(), "and stays so");
            sim.restore(before);
            sim.step();
            assertEquals(1, sim.cycle());
        }
    }

    @Test
    void openedForSpeedItShowsThePortsAlone() {
        try (Simulation fast = ENGINE.open(TALLY, EngineOptions.FASTEST)) {
            assertEquals(List.of("rst", "step", "stop", "sum", "stored", "stopped"), fast.signals().subList(0, 6));
            assertFalse(fast.signals().contains("count"));
            fast.poke("step", 11);
            fast.run(10);
            assertEquals(110, fast.peek("sum"), "checks are off too");
            String message = assertThrows(HaiovException.class, () -> fast.peek("count")).getMessage();
            assertTrue(message.startsWith("signal 'count' is not visible: this simulation was opened for speed"), message);
            assertThrows(HaiovException.class, () -> fast.memory("ram"));
            try (Simulation visible = ENGINE.open(TALLY)) {
                Snapshot snapshot = fast.save();
                assertThrows(HaiovException.class, () -> visible.restore(snapshot));
            }
        }
    }

    @Test
    void closedForGood() {
        Simulation sim = ENGINE.open(TALLY);
        sim.close();
        sim.close();
        assertThrows(IllegalStateException.class, () -> sim.peek("sum"));
    }
}

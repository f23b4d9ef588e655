package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.haiov.hdl.Elaborator;
import org.haiov.hdl.error.SilentTruncation;
import org.haiov.passes.Checks;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.jvm.JvmEngine;
import org.junit.jupiter.api.Test;

class CounterTest {
    private static Simulation simulation() {
        return new JvmEngine().open(Checks.run(Elaborator.elaborate(new Counter(9))));
    }

    @Test
    void startsOverBehindItsLastValue() {
        try (Simulation counter = simulation()) {
            counter.reset();
            counter.poke("enable", 1);
            for (int cycle = 0; cycle < 25; cycle++) {
                assertEquals(cycle % 10, counter.peek("count"));
                assertEquals(cycle % 10 == 9 ? 1 : 0, counter.peek("wrap"));
                counter.step();
            }
        }
    }

    @Test
    void holdsWhileNotEnabled() {
        try (Simulation counter = simulation()) {
            counter.reset();
            counter.poke("enable", 1);
            counter.run(3);
            counter.poke("enable", 0);
            counter.run(100);
            assertEquals(3, counter.peek("count"));
        }
    }

    @Test
    void becomesVerilog() throws Exception {
        Path folder = Path.of("target/verilog");
        GenerateVerilog.main(new String[] {folder.toString()});
        assertTrue(Files.readString(folder.resolve("Counter.v")).contains("module Counter ("));
    }

    @Test
    void aLastValueThatDoesNotFitIsTheUsersMistake() {
        SilentTruncation mistake = assertThrows(SilentTruncation.class, () -> new Counter(16));
        assertTrue(mistake.getMessage().startsWith("Counter.java:"), mistake.getMessage());
    }
}

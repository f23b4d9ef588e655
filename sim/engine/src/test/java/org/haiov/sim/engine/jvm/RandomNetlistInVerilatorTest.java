package org.haiov.sim.engine.jvm;

import java.util.Map;
import java.util.Set;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.compare.Comparison;
import org.haiov.sim.engine.compare.RandomStimulus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both engines on random netlists of everything: the printed Verilog means what the netlist does. */
class RandomNetlistInVerilatorTest {
    /** Few, for each is built; {@link RandomNetlistTest} has many. By itself Verilator 5.006 gets each of these wrong. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {13, 22, 50})
    void agrees(int seed) {
        EngineOptions options = new EngineOptions(Map.of("slow_clk", new EngineOptions.ClockRatio(3, 1)), false, true);
        try (Comparison both = Comparison.ofEngines(new RandomNetlist(seed, 60 + seed % 150, false).design(false), options)) {
            both.reset();
            both.run(5000, new RandomStimulus(seed, Set.of("rst")));
            both.compareMemories();
        }
    }
}

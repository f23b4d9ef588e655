package org.haiov.blocks.cache;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Elaborator;
import org.haiov.passes.Checks;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.junit.EngineKind;
import org.haiov.sim.engine.junit.EngineTest;

/** Data caches at the hub that the system has: single writer and one value, as in {@link DataCacheRandomTest}. */
class DataCacheHubTest {
    @EngineTest(EngineKind.JVM)
    void threeSmall(Engine engine) {
        run(engine, Crowd.small(4, 2, 16), 3, 41);
    }

    @EngineTest(EngineKind.JVM)
    void twoStandard(Engine engine) {
        run(engine, HartConfig.standard(), 2, 42);
    }

    private static void run(Engine engine, HartConfig c, int count, long seed) {
        System.out.println("data caches and hub: seed " + seed);
        Random random = new Random(seed);
        Simulation sim = engine.open(Checks.run(Elaborator.elaborate(new CachesAndHub(c, count))));
        sim.reset();
        List<Ports> caches = IntStream.range(0, count).mapToObj(i -> new Ports(sim, i)).toList();
        Crowd crowd = new Crowd(caches, c, random, 2000);
        LinePlayer memory = new LinePlayer(new Ports(sim), Layout.ofData(c), random, Crowd.MEMORY_END);
        int cycle = 0;
        while (!crowd.finished()) {
            assertTrue(cycle++ < 150_000, () -> "not finished: " + crowd);
            memory.cycle();
            crowd.cycle();
            sim.step();
        }
    }
}

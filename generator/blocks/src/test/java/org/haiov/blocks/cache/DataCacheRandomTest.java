package org.haiov.blocks.cache;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Elaborator;
import org.haiov.passes.Checks;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.junit.EngineTest;

/** Data caches under everything at once: every load, walk and line is held against memory as it is at that moment. */
class DataCacheRandomTest {
    private static final int INSTRUCTIONS = 1500;

    private final List<Ports> caches = new ArrayList<>();
    private Crowd crowd;
    private TestHub hub;

    @EngineTest
    void oneHart(Engine engine) {
        setUp(engine, Crowd.small(4, 2, 16), 1, 21, INSTRUCTIONS);
        run(100_000);
        HartPlayer h = crowd.harts.getFirst();
        assertTrue(h.succeeded > 20 && h.failed > 20 && h.faults > 80 && h.deviceAccesses > 20, counts());
    }

    @EngineTest
    void threeHarts(Engine engine) {
        setUp(engine, Crowd.small(4, 2, 16), 3, 22, INSTRUCTIONS);
        run(150_000);
        for (String event : List.of("SHARE", "OWN", "UPGRADE", "WRITE_BACK", "dma", "answer had dirty goes", "answer had dirty stays",
                "answer had goes", "answer had stays", "answer goes", "answer stays")) {
            assertTrue(hub.counts.getOrDefault(event, 0) > 30, event + " of " + counts());
        }
    }

    @EngineTest
    void twoHartsOfStandardSize(Engine engine) {
        setUp(engine, HartConfig.standard(), 2, 23, INSTRUCTIONS);
        run(100_000);
    }

    @EngineTest
    void twoTinyHarts(Engine engine) {
        setUp(engine, HartConfig.tiny(), 2, 24, INSTRUCTIONS);
        run(100_000);
    }

    private void setUp(Engine engine, HartConfig c, int count, long seed, int instructions) {
        System.out.println("data caches: seed " + seed);
        Random random = new Random(seed);
        var design = Checks.run(Elaborator.elaborate(new DataCache(c)));
        for (int i = 0; i < count; i++) {
            Ports cache = new Ports(engine.open(design));
            cache.sim.reset();
            caches.add(cache);
        }
        crowd = new Crowd(caches, c, random, instructions);
        hub = new TestHub(caches, Layout.ofData(c), random, crowd.reference, Crowd.MEMORY_END);
        hub.dmaLines = crowd.lines();
        hub.written = crowd::written;
    }

    private void run(long most) {
        long cycle = 0;
        while (!crowd.finished()) {
            assertTrue(cycle++ < most, () -> "not finished: " + counts());
            hub.cycle();
            crowd.cycle();
            caches.forEach(c -> c.sim.step());
        }
    }

    private String counts() {
        return hub.counts.toString() + crowd;
    }
}

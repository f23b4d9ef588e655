package org.haiov.blocks.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.haiov.blocks.Ports;
import org.haiov.blocks.config.HartConfig;
import org.haiov.blocks.config.HartConfig.CacheShape;
import org.haiov.blocks.config.HartConfig.TlbShape;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.junit.EngineKind;
import org.haiov.sim.engine.junit.EngineTest;

/** Instruction cache: random fetches against memory and mappings that change; how many cycles hits and misses take. */
class InstructionCacheTest {
    private static final int CYCLES = 10_000;

    private static HartConfig config(CacheShape cache, TlbShape tlb) {
        HartConfig c = HartConfig.standard();
        return new HartConfig(c.physicalBits(), c.asidBits(), c.vmidBits(), c.pmpRegions(), c.resetVector(), cache, cache, tlb, c.secondTlb(),
                c.walker(), c.branches());
    }

    @EngineTest
    void smallLinesAndWays(Engine engine) {
        random(engine, config(new CacheShape(4, 2, 16), new TlbShape(2, 2)), 1);
    }

    @EngineTest(EngineKind.JVM)
    void oneWay(Engine engine) {
        random(engine, config(new CacheShape(64, 1, 64), new TlbShape(16, 1)), 2);
    }

    @EngineTest(EngineKind.JVM)
    void fourWays(Engine engine) {
        random(engine, config(new CacheShape(2, 4, 32), new TlbShape(1, 4)), 3);
    }

    private static void random(Engine engine, HartConfig c, long seed) {
        Ports ports = new Ports(engine, new InstructionCache(c));
        for (int round = 0; round < 2; round++) {
            ports.sim.reset();
            long roundSeed = 100 * seed + round;
            FetchBench bench = new FetchBench(ports, new Random(roundSeed), c.instructionCache());
            try {
                for (int i = 0; i < CYCLES; i++) {
                    bench.cycle();
                }
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + roundSeed + ", cycle " + ports.sim.cycle() + ": " + e.getMessage(), e);
            }
            assertTrue(bench.answers > CYCLES / 20 && bench.faults > CYCLES / 200 && bench.refusals > CYCLES / 1000
                    && bench.fills > CYCLES / 100, () -> bench.answers + " answers, " + bench.faults + " faults, " + bench.refusals
                    + " refusals, " + bench.fills + " fills");
        }
    }

    @EngineTest(EngineKind.JVM)
    void cycles(Engine engine) {
        Ports ports = new Ports(engine, new InstructionCache(HartConfig.standard()));
        ports.set("regime_machine", 1);
        ports.set("tag_machine", 1);
        ports.set("translation_rsp_entry_page", 0x80000);
        ports.set("translation_rsp_entry_execute", 1);
        ports.set("lines_req_ready", 1);
        fetch(ports, 0x8000_0000L);
        assertEquals(1, ports.sim.runUntil(ports.probe("translation_req_valid"), 10), "cycles in F2 until the MMU is asked");
        ports.set("translation_rsp_valid", 1);
        ports.sim.step();
        ports.set("translation_rsp_valid", 0);
        assertEquals(1, ports.sim.runUntil(ports.probe("lines_req_valid"), 10), "cycles from the translation until the line is asked for");
        ports.sim.step();
        for (int i = 0; i < 8; i++) {
            ports.set("lines_in_valid", 1);
            ports.set("lines_in_data", 100 + i);
            ports.set("lines_in_done", i == 7);
            assertEquals(i == 2, ports.is("fetch_answered"), "two cycles after the word came");
            ports.sim.step();
        }
        ports.set("lines_in_valid", 0);
        ports.set("lines_in_done", 0);
        for (int i = 0; i < 9; i++) {
            assertEquals(0, ports.get("lines_req_valid"), "no line is asked for twice");
            ports.set("fetch_valid", i < 8);
            ports.set("fetch_address", 0x8000_0000L + 8 * i);
            if (i > 0) {
                assertEquals(1, ports.get("fetch_answered"), "one a cycle");
                assertEquals(100 + i - 1, ports.get("fetch_data"));
            }
            ports.sim.step();
        }
        assertEquals(0, ports.get("fetch_answered"));
    }

    private static void fetch(Ports ports, long address) {
        ports.set("fetch_valid", 1);
        ports.set("fetch_address", address);
        ports.sim.step();
        ports.set("fetch_valid", 0);
    }
}

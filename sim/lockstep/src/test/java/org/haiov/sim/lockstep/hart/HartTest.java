package org.haiov.sim.lockstep.hart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.haiov.blocks.config.HartConfig;
import org.haiov.hdl.Elaborator;
import org.haiov.passes.Checks;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.MemoryProbe;
import org.haiov.sim.engine.Probe;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.jvm.JvmEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole harts with caches and MMU against golden harts. */
class HartTest {
    private static final long RAM = 1 << 20;
    private static final long BEGIN = 0x80000000L;

    @ParameterizedTest
    @CsvSource({"tiny, 1, 1", "standard, 1, 2", "standard, 2, 3", "standard, 4, 4"})
    void randomCode(String shape, int harts, long seed) {
        HartConfig c = shape.equals("tiny") ? HartConfig.tiny() : HartConfig.standard();
        byte[] image = new RandomCode(seed).image();
        HartLockstep lockstep = new HartLockstep(c, harts, RAM, BareSystem.ROM);
        lockstep.write(BEGIN, image);
        try (Simulation sim = new JvmEngine().open(Checks.run(Elaborator.elaborate(new BareSystem(c, harts, RAM, 4))))) {
            MemoryProbe memory = sim.memory(BareSystem.MEMORY);
            for (int w = 0; w < image.length / 8; w++) {
                long word = 0;
                for (int b = 7; b >= 0; b--) {
                    word = word << 8 | image[8 * w + b] & 0xFF;
                }
                memory.writeLong(w, word);
            }
            sim.reset();
            List<RetirementReader> readers = new ArrayList<>();
            for (int h = 0; h < harts; h++) {
                readers.add(new RetirementReader(sim, h, "recorder_" + h, "next_" + h, "read_" + h));
            }
            Probe full = sim.probe("full");
            List<Retired> batch = new ArrayList<>();
            while (sim.cycle() < 40_000) {
                sim.runUntil(full, 4000);
                batch.clear();
                readers.forEach(r -> r.drain(batch));
                batch.sort(Comparator.comparingLong(Retired::cycle).thenComparingInt(Retired::hart));
                batch.forEach(lockstep::check);
            }
            assertTrue(lockstep.counts().retired() > 15_000, "seed " + seed + ": " + lockstep.counts());
        }
    }
}

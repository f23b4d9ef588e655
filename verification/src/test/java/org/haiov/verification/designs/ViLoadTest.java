package org.haiov.verification.designs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.List;
import java.util.stream.IntStream;
import org.haiov.blocks.vi.ViConfig;
import org.haiov.hdl.Elaborator;
import org.haiov.ir.Design;
import org.haiov.passes.Checks;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.Probe;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.compare.Comparison;
import org.haiov.sim.engine.jvm.JvmEngine;
import org.junit.jupiter.api.Test;

class ViLoadTest {
    private static final ViConfig SMALL = new ViConfig(2, 32, 16, 4);

    private static Design load(ViConfig c) {
        return Checks.run(Elaborator.elaborate(new ViLoad(c)));
    }

    /** The controller's own assumptions hold, so the harts keep to the link's rules; and there is work for it. */
    @Test
    void keepsTheControllerBusyByTheRules() {
        for (ViConfig c : List.of(SMALL, ViConfig.MAXIMUM, new ViConfig(1, 16, 16, 1))) {
            try (Simulation sim = new JvmEngine().open(load(c))) {
                sim.reset();
                assertTrue(sim.runUntil(sim.probe("software.done"), 50_000) > 0, c + " is set up");
                long accepted = 0;
                long refused = 0;
                long[] delivered = new long[2];
                List<Probe> users = IntStream.range(0, c.harts()).mapToObj(h -> sim.probe("controller.hart_" + h + "_u_push")).toList();
                List<Probe> supervisors = IntStream.range(0, c.harts()).mapToObj(h -> sim.probe("controller.hart_" + h + "_s_claim")).toList();
                Probe answer = sim.probe("controller.ev_answer_valid");
                Probe ok = sim.probe("controller.ev_answer_ok");
                for (int i = 0; i < 3000; i++) {
                    accepted += ok.get();
                    refused += answer.get() - ok.get();
                    delivered[0] += supervisors.stream().mapToLong(Probe::get).sum();
                    delivered[1] += users.stream().mapToLong(Probe::get).sum();
                    sim.step();
                }
                assertEquals(0, refused, c + ": every request is a good one");
                assertTrue(accepted > 60 && delivered[0] > 10 && delivered[1] > 10,
                        c + ": " + accepted + " accepted, " + delivered[0] + " and " + delivered[1] + " delivered");
            }
        }
    }

    @Test
    void bothEnginesAgree() {
        try (Comparison both = Comparison.ofEngines(load(SMALL), new EngineOptions(Map.of(), true, true))) {
            both.reset();
            both.run(20_000);
            both.compareMemories();
        }
    }
}

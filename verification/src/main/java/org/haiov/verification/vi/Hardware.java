package org.haiov.verification.vi;

import java.util.List;
import org.haiov.blocks.vi.ViConfig;
import org.haiov.blocks.vi.ViController;
import org.haiov.hdl.Elaborator;
import org.haiov.ir.Design;
import org.haiov.passes.Checks;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.golden.vi.Configuration;
import org.haiov.sim.lockstep.vi.HardwareController;

/** Makes the VI controller's hardware. */
final class Hardware {
    private Hardware() {
    }

    static Design design(Configuration size) {
        return Checks.run(Elaborator.elaborate(new ViController(new ViConfig(size.harts(), size.entries(), size.vids(), size.slots()))));
    }

    /**
     * Makes it and opens it.
     *
     * @param engines one, or two to compare with each other
     */
    static HardwareController open(Configuration size, List<Engine> engines) {
        if (engines.isEmpty() || engines.size() > 2) {
            throw new IllegalArgumentException("one engine or two, not " + engines.size());
        }
        Design design = design(size);
        Simulation first = engines.getFirst().open(design, EngineOptions.DEFAULT);
        try {
            return new HardwareController(size, first, engines.size() == 1 ? null : engines.get(1).open(design, EngineOptions.DEFAULT));
        } catch (RuntimeException | Error e) {
            first.close();
            throw e;
        }
    }
}

package org.haiov.verification.vi;

import java.util.List;
import java.util.SplittableRandom;
import org.haiov.sim.engine.jvm.JvmEngine;
import org.haiov.sim.golden.vi.Configuration;
import org.haiov.sim.golden.vi.Cycle;
import org.haiov.sim.golden.vi.ReferenceController;
import org.haiov.sim.lockstep.vi.Controller;
import org.haiov.sim.lockstep.vi.HardwareController;
import org.haiov.sim.lockstep.vi.Script;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every directed scenario at the hardware, and at the controller in software, which has quite another timing. */
class ScenarioTest {
    private static HardwareController hardware;

    @BeforeAll
    static void open() {
        hardware = Hardware.open(ViSuite.DIRECTED, List.of(new JvmEngine()));
    }

    @AfterAll
    static void close() {
        hardware.close();
    }

    static List<Scenario> scenarios() {
        return Scenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void atTheHardware(Scenario scenario) {
        scenario.course().accept(new Script(hardware));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void inSoftware(Scenario scenario) {
        scenario.course().accept(new Script(new Software(ViSuite.DIRECTED)));
    }

    @Test
    void aSlotMovesBetweenControllersInSoftware() {
        Migration.run(new Script(new Software(ViSuite.DIRECTED)), new Script(new Software(new Configuration(2, 128, 32, 8))));
    }

    private static final class Software implements Controller {
        private final Configuration size;
        private ReferenceController now;

        Software(Configuration size) {
            this.size = size;
        }

        @Override
        public Configuration size() {
            return size;
        }

        @Override
        public void reset() {
            now = new ReferenceController(size, new SplittableRandom(1), 1, ReferenceController.Bug.NONE);
        }

        @Override
        public void cycle(Cycle cycle) {
            now.cycle(cycle);
        }

        @Override
        public String name() {
            return "software";
        }
    }
}

package org.haiov.sim.lockstep.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.haiov.hdl.Elaborator;
import org.haiov.passes.Checks;
import org.haiov.sim.engine.MemoryProbe;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.jvm.JvmEngine;
import org.haiov.sim.golden.TestHart;
import org.haiov.sim.golden.hart.Retirement;
import org.haiov.sim.golden.hart.Stepper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pipeline with ideal memory against the golden model, each retirement. */
class PipelineTest {
    private static final long PATIENCE = 400;

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 3"})
    void randomCode(boolean hesitates, long seed) {
        byte[] image = new RandomCode(seed).image();
        TestHart golden = new TestHart(0, false);
        golden.ram.write(TestHart.RAM, image, 0, image.length);
        Stepper stepper = new Stepper(golden.hart);
        try (Simulation sim = new JvmEngine().open(Checks.run(Elaborator.elaborate(new PipelineAlone(hesitates))))) {
            MemoryProbe memory = sim.memory("memory.words");
            for (int w = 0; w < IdealMemory.WORDS; w++) {
                memory.writeLong(w, golden.ram.load(8L * w, 8));
            }
            sim.reset();
            Rtl rtl = new Rtl(sim);
            List<String> last = new ArrayList<>();
            Set<Long> places = new HashSet<>();
            for (int retired = 0; retired < 30_000; retired++) {
                long waited = 0;
                while (sim.peek("retirement_valid") == 0) {
                    sim.step();
                    if (++waited > PATIENCE) {
                        throw new AssertionError("nothing retires; seed " + seed + " after " + String.join("\n", last));
                    }
                }
                Retirement expected = stepper.step();
                String said = rtl.text();
                places.add(expected.pc());
                last.add(said + "    " + (expected.instruction() == null ? "" : Integer.toHexString(expected.instruction().raw)));
                if (last.size() > 20) {
                    last.removeFirst();
                }
                assertEquals(text(expected), said, "seed " + seed + ", retirement " + retired + ", last ones:\n" + String.join("\n", last));
                sim.step();
            }
            assertTrue(places.size() > 1000, "only " + places.size() + " places were executed");
        }
    }

    /** What the RTL says of a retirement, as text to be compared. */
    private record Rtl(Simulation sim) {
        String text() {
            boolean trap = sim.peek("retirement_trap") != 0;
            long cause = sim.peek("retirement_cause");
            String effect = trap ? "trap " + (cause >= 64 ? "interrupt " : "") + (cause & 63) + " " + Long.toHexString(sim.peek("retirement_trapValue"))
                    : "x" + sim.peek("retirement_rd") + (sim.peek("retirement_rd") == 0 ? "" : "=" + Long.toHexString(sim.peek("retirement_value")));
            return Long.toHexString(sim.peek("retirement_pc")) + " " + sim.peek("retirement_privilege") + " " + effect;
        }
    }

    private static String text(Retirement r) {
        String effect = r.trap() != null
                ? "trap " + (r.trap().cause() < 0 ? "interrupt " : "") + (r.trap().cause() & 63) + " " + Long.toHexString(r.trap().value())
                : "x" + r.rd() + (r.rd() == 0 ? "" : "=" + Long.toHexString(r.value()));
        return Long.toHexString(r.pc()) + " " + r.privilege() + " " + effect;
    }
}

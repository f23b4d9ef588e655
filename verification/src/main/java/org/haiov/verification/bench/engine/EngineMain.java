package org.haiov.verification.bench.engine;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.Snapshot;
import org.haiov.sim.engine.jvm.JvmEngine;
import org.haiov.sim.engine.verilator.VerilatorEngine;

/** Runs a subject in an engine: for each line with a number of cycles it answers with a {@link Turn}. */
final class EngineMain {
    private static final OperatingSystemMXBean PROCESS = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private EngineMain() {
    }

    /** @param arguments the subject's name, then {@code jvm} or {@code verilator} */
    public static void main(String[] arguments) throws IOException {
        Subject subject = Subject.named(arguments[0]);
        Engine engine = arguments[1].equals("jvm") ? new JvmEngine() : new VerilatorEngine();
        try (Simulation simulation = engine.open(subject.elaborate(), EngineOptions.FASTEST);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Snapshot powerUp = simulation.save();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                simulation.restore(powerUp);
                System.out.println(turn(simulation, Long.parseLong(line)).line());
            }
        }
    }

    private static Turn turn(Simulation simulation, long cycles) {
        simulation.reset();
        simulation.run(Turn.unmeasured(cycles));
        long start = PROCESS.getProcessCpuTime();
        simulation.run(cycles);
        long nanoseconds = PROCESS.getProcessCpuTime() - start;
        return new Turn(cycles, nanoseconds, simulation.peek("hash"));
    }
}

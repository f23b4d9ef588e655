package org.haiov.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.haiov.blocks.config.SystemConfig;
import org.haiov.ir.HaiovException;
import org.haiov.sim.engine.Engine;
import org.haiov.sim.engine.jvm.JvmEngine;
import org.haiov.sim.engine.verilator.VerilatorEngine;
import org.haiov.sim.golden.machine.MachineException;
import org.haiov.sim.golden.machine.Outcome;
import org.haiov.sim.golden.machine.StandardConsole;
import org.haiov.sim.lockstep.hart.Divergence;
import org.haiov.sim.lockstep.hart.Retired;
import org.haiov.sim.lockstep.system.ProgramImage;
import org.haiov.sim.lockstep.system.SystemSimulation;
import picocli.CommandLine.Model.CommandSpec;

/** A program on the RTL system, for {@code run} and {@code cosim}: console on standard output, the exit code as status. */
final class SystemRun {
    private final CommandSpec spec;
    private final ProgramArguments program;
    private final SystemConfig config;
    private final String engineName;
    private long maxCycles = Long.MAX_VALUE;
    private long maxInstructions = Long.MAX_VALUE;
    private Path wave;
    private boolean traceToError;
    private Path traceFile;
    private boolean json;

    /**
     * @param config name or file of a system's configuration; null for {@code default}
     * @param harts in place of the configuration's; null for those
     * @param engineName jvm or verilator
     */
    SystemRun(CommandSpec spec, ProgramArguments program, String config, String harts, String engineName) {
        this.spec = spec;
        this.program = program;
        SystemConfig system = SystemConfig.of(config == null ? "default" : config);
        this.config = harts == null ? system : system.withHarts(number(harts));
        this.engineName = engineName;
    }

    private static int number(String harts) {
        try {
            return Integer.parseInt(harts);
        } catch (NumberFormatException e) {
            throw new HaiovException("--harts " + harts + ": not a number", e);
        }
    }

    SystemRun limits(long cycles, long instructions) {
        maxCycles = cycles;
        maxInstructions = instructions;
        return this;
    }

    SystemRun wave(Path file) {
        wave = file;
        return this;
    }

    SystemRun trace(boolean toError, Path file) {
        traceToError = toError;
        traceFile = file;
        return this;
    }

    SystemRun json(boolean wanted) {
        json = wanted;
        return this;
    }

    /** @return exit status; with {@code lockstep} that of the comparison, 0 without a divergence */
    int run(boolean lockstep) {
        PrintWriter err = spec.commandLine().getErr();
        try (PrintWriter file = traceFile == null ? null : new PrintWriter(Files.newBufferedWriter(traceFile))) {
            Consumer<Retired> trace = file != null ? file::println : traceToError ? err::println : null;
            return run(lockstep, new SystemSimulation.Mode(lockstep, wave != null, trace), err);
        } catch (MachineException e) {
            err.println("haiov: " + e.getMessage());
            return ExitStatus.FAILED;
        } catch (Divergence e) {
            err.println("haiov: divergence: " + e.getMessage());
            return ExitStatus.FAILED;
        } catch (IOException e) {
            err.println("haiov: " + traceFile + ": cannot be written: " + e.getMessage());
            return ExitStatus.FAILED;
        }
    }

    private int run(boolean lockstep, SystemSimulation.Mode mode, PrintWriter err) {
        String arguments = program.append() == null ? "" : program.append();
        ProgramImage image = ProgramImage.of(config, arguments, program::load);
        StandardConsole console = new StandardConsole();
        Engine engine = engineName.equals("jvm") ? new JvmEngine() : new VerilatorEngine();
        try (SystemSimulation system = new SystemSimulation(config, engine, mode, image, program.tohost(), console)) {
            if (wave != null) {
                system.simulation().startWave(wave);
            }
            long start = System.nanoTime();
            Outcome outcome = system.run(maxCycles, maxInstructions);
            console.flush();
            double seconds = (System.nanoTime() - start) / 1e9;
            report(system, outcome, seconds);
            err.printf(Locale.ROOT, "haiov: %s: %d cycles, %d retirements, %.0f kcycles/s%s%n", engineName, system.cycles(), system.retired(),
                    system.cycles() / seconds / 1e3, lockstep ? "\nhaiov: no divergence; " + system.counts() : "");
            if (outcome.kind() == Outcome.Kind.LIMIT) {
                err.println("haiov: stopped at the limit (--max-cycles, --max-instructions)");
            } else if (!outcome.message().isEmpty()) {
                err.println("haiov: " + program.name() + ": " + outcome.message());
            }
            return lockstep && outcome.kind() == Outcome.Kind.LIMIT ? ExitStatus.OK : outcome.status();
        }
    }

    private void report(SystemSimulation system, Outcome outcome, double seconds) {
        if (!json) {
            return;
        }
        JsonObject result = new JsonObject();
        result.addProperty("outcome", outcome.kind().name().toLowerCase(Locale.ROOT));
        result.addProperty("code", outcome.code());
        result.addProperty("cycles", system.cycles());
        result.addProperty("retired", system.retired());
        result.addProperty("seconds", seconds);
        if (system.counts() != null) {
            result.add("compared", new GsonBuilder().create().toJsonTree(system.counts()));
        }
        spec.commandLine().getOut().println(new GsonBuilder().create().toJson(result));
        spec.commandLine().getOut().flush();
    }
}

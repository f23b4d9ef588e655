package org.haiov.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.haiov.sim.golden.gdb.GdbServer;
import org.haiov.sim.golden.device.virtio.DiskFile;
import org.haiov.sim.golden.machine.Machine;
import org.haiov.sim.golden.machine.MachineConfig;
import org.haiov.sim.golden.machine.MachineException;
import org.haiov.sim.golden.machine.Outcome;
import org.haiov.sim.golden.machine.Peripherals;
import org.haiov.sim.golden.machine.StandardConsole;
import org.haiov.sim.golden.machine.TraceText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code haiov run}: a program or Linux on the golden model or, by an engine, on the RTL system. Its console is standard output, its exit code the command's. */
@Command(name = "run", description = "Run a RISC-V program (PROGRAM.elf) or Linux (--kernel) on the golden model or the RTL system.")
final class RunCommand implements Callable<Integer> {
    enum Engine { GOLDEN, JVM, VERILATOR }

    @Spec
    private CommandSpec spec;

    @Mixin
    private ProgramArguments program;

    @Option(names = "--disk", paramLabel = "FILE", description = "A virtio disk: a file of whole sectors of 512 bytes, read and written.")
    private Path disk;

    @Option(names = "--disk-read-only", description = "The disk cannot be written.")
    private boolean diskReadOnly;

    @Option(names = "--virtio-console", description = "A virtio console (Linux: hvc1): it has standard input; standard output has what it and"
            + " the serial port write.")
    private boolean virtioConsole;

    @Option(names = "--harts", paramLabel = "N", description = "1 to 8, in place of the configuration's.")
    private String harts;

    @Option(names = "--seed", paramLabel = "S", description = "Golden model with several harts: turns of random length, the same for the same"
            + " number (default: equal turns).")
    private String seed;

    @Option(names = "--ram", paramLabel = "SIZE", description = "For example 64M, in place of the configuration's.")
    private String ram;

    @Option(names = "--engine", paramLabel = "ENGINE", defaultValue = "golden", description = "golden, jvm or verilator (default: golden).")
    private Engine engine;

    @Option(names = "--config", paramLabel = "FILE", description = "Golden model: machine configuration, JSON (see"
            + " docs/golden-model.md). Other engines: tiny, default, quad or a JSON file of a system (default: default).")
    private String config;

    @Option(names = "--max-instructions", paramLabel = "N", description = "Stop, with status 1, when N instructions have retired.")
    private long maxInstructions = Long.MAX_VALUE;

    @Option(names = "--max-cycles", paramLabel = "N", description = "Stop, with status 1, after N cycles (engines jvm and verilator).")
    private long maxCycles = Long.MAX_VALUE;

    @Option(names = "--wave", paramLabel = "FILE", description = "Write a VCD wave of everything (engines jvm and verilator).")
    private Path wave;

    @Option(names = "--trace", description = "Write a line for each retired instruction and trap to standard error.")
    private boolean trace;

    @Option(names = "--trace-file", paramLabel = "FILE", description = "Write the trace to FILE.")
    private Path traceFile;

    @Option(names = "--gdb", paramLabel = "PORT",
            description = "Let GDB debug the program through this TCP port of the local host; 0 takes a free one and says which.")
    private Integer gdb;

    @Option(names = "--gdb-wait", description = "With --gdb: begin only when a debugger lets the program go.")
    private boolean gdbWait;

    @Option(names = "--json", description = "Write the result as a JSON object on the last line of standard output.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        program.check();
        if (gdbWait && gdb == null) {
            throw new ParameterException(spec.commandLine(), "--gdb-wait goes with --gdb PORT");
        }
        if (engine != Engine.GOLDEN) {
            requireNoneOfGolden();
            return new SystemRun(spec, program, config, harts, engine.name().toLowerCase(Locale.ROOT))
                    .limits(maxCycles, maxInstructions).wave(wave).trace(trace, traceFile).json(json).run(false);
        }
        if (wave != null || maxCycles != Long.MAX_VALUE) {
            throw new ParameterException(spec.commandLine(), "--wave and --max-cycles need --engine jvm or verilator: the golden model has no cycles");
        }
        try {
            return run(new StandardConsole(), err);
        } catch (MachineException e) {
            err.println("haiov: " + e.getMessage());
            return ExitStatus.FAILED;
        }
    }

    /** What only the golden model has so far is no silent wish of other engines. */
    private void requireNoneOfGolden() {
        if (disk != null || virtioConsole || ram != null || seed != null || gdb != null) {
            throw new ParameterException(spec.commandLine(), "--disk, --virtio-console, --ram, --seed and --gdb need --engine golden");
        }
    }

    private Peripherals peripherals() {
        if (disk == null && diskReadOnly) {
            throw new ParameterException(spec.commandLine(), "--disk-read-only needs --disk FILE");
        }
        try {
            return new Peripherals(disk == null ? null : DiskFile.open(disk, diskReadOnly), virtioConsole);
        } catch (IOException e) {
            throw new MachineException(e.getMessage(), e);
        }
    }

    private Map<String, String> overrides() {
        Map<String, String> overrides = new LinkedHashMap<>();
        overrides.put("harts", harts);
        overrides.put("ram", ram);
        overrides.put("seed", seed);
        overrides.put("bootArguments", program.append());
        overrides.values().removeIf(Objects::isNull);
        return overrides;
    }

    private int run(StandardConsole console, PrintWriter err) {
        Machine machine;
        Outcome outcome;
        long start;
        try (PrintWriter lines = traceWriter(err)) {
            if (gdb == null) {
                machine = machine(console, lines);
                start = System.nanoTime();
                outcome = machine.run(maxInstructions);
            } else {
                try (GdbServer server = new GdbServer(gdb, () -> machine(console, lines))) {
                    err.println("haiov: for the debugger: gdb-multiarch -ex 'target remote localhost:" + server.port() + "' " + program.symbols());
                    err.flush();
                    start = System.nanoTime();
                    outcome = server.run(gdbWait, maxInstructions);
                    machine = server.machine();
                }
            }
        }
        console.flush();
        return report(machine, outcome, (System.nanoTime() - start) / 1e9, err);
    }

    /** @param lines where the trace goes; null for nowhere */
    private Machine machine(StandardConsole console, PrintWriter lines) {
        Machine machine = new Machine(MachineConfig.read(config == null ? null : Path.of(config), overrides()), console, peripherals());
        program.load(machine);
        if (lines != null) {
            machine.trace(step -> {
                String line = TraceText.line(step);
                if (line != null) {
                    lines.println(line);
                }
            });
        }
        return machine;
    }

    /** Where the trace goes; null for nowhere. Closing it does not close standard error. */
    private PrintWriter traceWriter(PrintWriter err) {
        if (traceFile != null) {
            try {
                return new PrintWriter(new BufferedWriter(Files.newBufferedWriter(traceFile)));
            } catch (IOException e) {
                throw new MachineException(traceFile + ": cannot be written: " + e.getMessage(), e);
            }
        }
        return trace ? new PrintWriter(new BufferedWriter(err) {
            @Override
            public void close() {
                try {
                    flush();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }) : null;
    }

    private int report(Machine machine, Outcome outcome, double seconds, PrintWriter err) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonObject result = new JsonObject();
            result.addProperty("outcome", outcome.kind().name().toLowerCase(Locale.ROOT));
            result.addProperty("code", outcome.code());
            result.addProperty("message", outcome.message());
            result.addProperty("instructions", machine.retired());
            result.addProperty("seconds", seconds);
            out.println(new GsonBuilder().create().toJson(result));
            out.flush();
        }
        switch (outcome.kind()) {
            case EXIT, RESET -> { }
            case LIMIT -> err.println("haiov: stopped after " + machine.retired() + " instructions (--max-instructions)");
            case STUCK, STOPPED, ERROR -> err.println("haiov: " + program.name() + ": " + outcome.message());
        }
        return outcome.status();
    }
}

package org.haiov.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code haiov cosim}: a program on the RTL system, every retirement held against the golden model. */
@Command(name = "cosim", description = "Run a RISC-V program on the RTL system and the golden model in lockstep. Status 0: no divergence, and"
        + " the program's exit code was 0.")
final class CosimCommand implements Callable<Integer> {
    enum Engine { JVM, VERILATOR }

    @Spec
    private CommandSpec spec;

    @Mixin
    private ProgramArguments program;

    @Option(names = "--engine", paramLabel = "ENGINE", defaultValue = "jvm", description = "jvm or verilator (default: jvm).")
    private Engine engine;

    @Option(names = "--config", paramLabel = "C", description = "tiny, default, quad or a JSON file of a system (default: default).")
    private String config;

    @Option(names = "--harts", paramLabel = "N", description = "1 to 4, in place of the configuration's.")
    private String harts;

    @Option(names = "--max-cycles", paramLabel = "N", description = "Stop after N cycles.")
    private long maxCycles = Long.MAX_VALUE;

    @Option(names = "--max-instructions", paramLabel = "N", description = "Stop when about N instructions have retired.")
    private long maxInstructions = Long.MAX_VALUE;

    @Option(names = "--wave", paramLabel = "FILE", description = "Write a VCD wave of everything.")
    private Path wave;

    @Option(names = "--trace", description = "Write a line for each retirement to standard error.")
    private boolean trace;

    @Option(names = "--trace-file", paramLabel = "FILE", description = "Write the trace to FILE.")
    private Path traceFile;

    @Option(names = "--json", description = "Write the result as a JSON object on the last line of standard output.")
    private boolean json;

    @Override
    public Integer call() {
        program.check();
        return new SystemRun(spec, program, config, harts, engine.name().toLowerCase(Locale.ROOT)).limits(maxCycles, maxInstructions).wave(wave)
                .trace(trace, traceFile).json(json).run(true);
    }
}

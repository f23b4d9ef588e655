package org.haiov.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.haiov.verification.vi.ViDemo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code haiov demo}. */
@Command(name = "demo", description = "Set up, generate, build and run the VI controller against its model, and print what happened.")
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the Verilog goes (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of("generated", "demo");

    @Option(names = "--seed", paramLabel = "S", converter = RegressCommand.Number.class,
            description = "Seed of the random requests (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--requests", paramLabel = "N", description = "Random requests of each stream (default: ${DEFAULT-VALUE}).")
    private long requests = 200_000;

    @Override
    public Integer call() {
        new ViDemo(spec.commandLine().getOut(), output, seed, requests, null).run();
        return ExitStatus.OK;
    }
}

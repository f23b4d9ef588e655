package org.haiov.cli;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.haiov.ir.Design;
import org.haiov.ir.Net;
import org.haiov.passes.Flatten;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.Resets;
import org.haiov.sim.engine.compare.Comparison;
import org.haiov.sim.engine.compare.RandomStimulus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code haiov compare}. A difference is an error, with the signal, the cycle, both values and a wave. */
@Command(name = "compare", description = "Run a design in both engines with the same random inputs and report the first difference in a"
        + " register, memory write or output.")
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DesignArguments arguments;

    @Option(names = "--cycles", paramLabel = "N", description = "Cycles to run (default: ${DEFAULT-VALUE}).")
    private long cycles = 200_000;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the inputs (default: another one each time, printed).")
    private Long seed;

    @Override
    public Integer call() {
        if (cycles < 1) {
            throw new ParameterException(spec.commandLine(), "--cycles " + cycles + ": at least 1");
        }
        Design design = arguments.elaborate();
        long chosen = seed == null ? System.nanoTime() & 0xFFFF_FFFFL : seed;
        spec.commandLine().getOut().printf("%s: %d cycles in both engines, seed %d%n", design.top().name(), cycles, chosen);
        spec.commandLine().getOut().flush();
        // Random inputs do not keep to what a design assumes of them; the engines must agree all the same.
        EngineOptions options = new EngineOptions(Map.of(), false, true);
        try (Comparison comparison = Comparison.ofEngines(design, options)) {
            comparison.reset();
            long start = System.nanoTime();
            comparison.run(cycles, new RandomStimulus(chosen,
                    Resets.inputs(Flatten.run(design).top()).stream().map(Net::name).collect(Collectors.toSet())));
            comparison.compareMemories();
            spec.commandLine().getOut().printf(Locale.ROOT, "no difference; %.0f cycles/s%n", cycles * 1e9 / (System.nanoTime() - start));
        }
        return ExitStatus.OK;
    }
}

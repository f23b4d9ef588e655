package org.haiov.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.haiov.verification.bench.Bench;
import org.haiov.verification.bench.Benches;
import org.haiov.verification.bench.Results;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code haiov bench}. */
@Command(name = "bench", description = "Measure the engines and the generator.")
final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "BENCH", description = "What to measure; --list shows the names.")
    private String name;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results there, too.")
    private Path json;

    @Option(names = "--runs", paramLabel = "N", description = "How often each value is taken; the median counts (default: ${DEFAULT-VALUE}).")
    private int runs = 5;

    @Option(names = "--only", paramLabel = "PART", split = ",", description = "Measure this part alone; may be given several times.")
    private List<String> only = List.of();

    @Option(names = "--list", description = "List the benches, measure nothing.")
    private boolean list;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            Benches.descriptions().forEach((bench, description) -> {
                out.printf("%-10s %s%n", bench, description);
                Benches.named(bench).parts().forEach(part -> out.printf("  %s%n", part));
            });
            return ExitStatus.OK;
        }
        if (name == null) {
            throw new ParameterException(spec.commandLine(), "Missing bench; --list shows the names");
        }
        if (runs < 1) {
            throw new ParameterException(spec.commandLine(), "--runs " + runs + ": at least 1");
        }
        Bench bench = Benches.named(name);
        List<String> parts = only.stream().map(part -> part.contains("/") ? part : name + "/" + part).toList();
        for (String part : parts) {
            if (!bench.parts().contains(part)) {
                throw new ParameterException(spec.commandLine(), "--only " + part + ": bench " + name + " has "
                        + (bench.parts().isEmpty() ? "no parts" : String.join(", ", bench.parts())));
            }
        }
        PrintWriter err = spec.commandLine().getErr();
        Results results = bench.run(parts, runs, message -> {
            err.println(message);
            err.flush();
        });
        results.results().forEach(out::println);
        if (json != null) {
            results.write(json);
        }
        return ExitStatus.OK;
    }
}

package org.haiov.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.haiov.verification.bench.Benches;
import org.haiov.verification.bench.Measurement;
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

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "What to measure: a bench, or a part of one such as"
            + " engine/lanes-16; --list shows the names. All benches where none is given.")
    private List<String> names = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results there, too.")
    private Path json;

    @Option(names = "--runs", paramLabel = "N", description = "How often each value is taken; the median counts (default: ${DEFAULT-VALUE}).")
    private int runs = 5;

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
        if (runs < 1) {
            throw new ParameterException(spec.commandLine(), "--runs " + runs + ": at least 1");
        }
        PrintWriter err = spec.commandLine().getErr();
        List<Measurement> measured = new ArrayList<>();
        partsByBench().forEach((bench, parts) -> measured.addAll(Benches.named(bench).run(parts, runs, message -> {
            err.println(message);
            err.flush();
        }).results()));
        Results results = new Results(measured);
        results.results().forEach(out::println);
        if (json != null) {
            results.write(json);
        }
        return ExitStatus.OK;
    }

    /** The benches asked for, each with the parts asked for; no parts stand for all of them. */
    private Map<String, List<String>> partsByBench() {
        Map<String, List<String>> chosen = new LinkedHashMap<>();
        for (String name : names.isEmpty() ? Benches.descriptions().keySet() : names) {
            int slash = name.indexOf('/');
            String bench = slash < 0 ? name : name.substring(0, slash);
            List<String> all = Benches.named(bench).parts();
            if (slash < 0) {
                chosen.put(bench, new ArrayList<>(all));
            } else if (all.contains(name)) {
                chosen.computeIfAbsent(bench, b -> new ArrayList<>()).add(name);
            } else {
                throw new ParameterException(spec.commandLine(), name + ": bench " + bench + " has "
                        + (all.isEmpty() ? "no parts" : String.join(", ", all)));
            }
        }
        return chosen;
    }
}

package org.haiov.cli;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.haiov.ir.HaiovException;
import org.haiov.verification.differential.DifferentialSuite;
import org.haiov.verification.differential.Focus;
import picocli.CommandLine.Option;

/** Options of the suite {@code differential}. */
final class DifferentialOptions {
    @Option(names = "--programs", paramLabel = "N", description = "differential: programs of at least 1,000 retired instructions (default: ${DEFAULT-VALUE}).")
    private long programs = 100_000;

    @Option(names = "--focus", paramLabel = "F", description = "differential: what all programs have more of: ${COMPLETION-CANDIDATES} (default: what coverage lacks).")
    private Focus focus;

    @Option(names = "--only", paramLabel = "SEED", description = "differential: one program again, as a difference names it, and what is left of it when all"
            + " is taken out that the difference does not need.")
    private Long only;

    @Option(names = "--coverage", paramLabel = "FILE", description = "differential: write totals, coverage counts and the next seed there, as JSON, now and then.")
    private Path coverage;

    @Option(names = "--resume", description = "differential: go on where the file of --coverage ends.")
    private boolean resume;

    void run(long seed, Consumer<String> out) {
        Path home = Path.of(System.getProperty("haiov.home", "."));
        DifferentialSuite suite = new DifferentialSuite(home, home.resolve(".haiov").resolve("differential"), out);
        if (resume && coverage == null) {
            throw new HaiovException("--resume needs --coverage FILE");
        }
        if (only != null) {
            suite.only(only, focus);
        } else {
            suite.run(new DifferentialSuite.Options(seed, programs, focus, coverage, resume));
        }
    }
}

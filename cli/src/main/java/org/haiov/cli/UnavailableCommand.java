package org.haiov.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command that this version cannot carry out yet. It says so and what is missing, and fails. */
abstract class UnavailableCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    // Whatever is asked of it, the answer is the same; an "unknown option" would hide the reason.
    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    private final String missing;

    /** @param missing what this version lacks, to follow "needs" */
    UnavailableCommand(String missing) {
        this.missing = missing;
    }

    @Override
    public Integer call() {
        spec.commandLine().getErr().println(spec.qualifiedName() + ": not available in version " + Version.ofBuild()
                + ": it needs " + missing + ", which this version does not have");
        return ExitStatus.USAGE;
    }
}

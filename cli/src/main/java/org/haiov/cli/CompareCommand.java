package org.haiov.cli;

import picocli.CommandLine.Command;

/** {@code haiov compare}. */
@Command(name = "compare", description = "Run a design in both engines and report the first difference.")
final class CompareCommand extends UnavailableCommand {
    CompareCommand() {
        super("the two engines");
    }
}

package org.haiov.cli;

import picocli.CommandLine.Command;

/** {@code haiov bench}. */
@Command(name = "bench", description = "Measure the engines and the generator.")
final class BenchCommand extends UnavailableCommand {
    BenchCommand() {
        super("the engines");
    }
}

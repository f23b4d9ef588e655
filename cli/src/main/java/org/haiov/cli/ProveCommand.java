package org.haiov.cli;

import picocli.CommandLine.Command;

/** {@code haiov prove}. */
@Command(name = "prove", description = "Prove the properties of the specification formally.")
final class ProveCommand extends UnavailableCommand {
    ProveCommand() {
        super("the formal proofs");
    }
}

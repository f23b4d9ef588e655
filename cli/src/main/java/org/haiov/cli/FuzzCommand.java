package org.haiov.cli;

import picocli.CommandLine.Command;

/** {@code haiov fuzz}. */
@Command(name = "fuzz", description = "Run random RISC-V programs on the RTL system and the golden model in lockstep.")
final class FuzzCommand extends UnavailableCommand {
    FuzzCommand() {
        super("the golden model of the RISC-V system and the RTL system");
    }
}

package org.haiov.cli;

import picocli.CommandLine.Command;

/** {@code haiov cosim}. */
@Command(name = "cosim", description = "Run a RISC-V program on the RTL system and the golden model in lockstep.")
final class CosimCommand extends UnavailableCommand {
    CosimCommand() {
        super("the golden model of the RISC-V system and the RTL system");
    }
}

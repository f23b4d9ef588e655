package org.haiov.cli;

import picocli.CommandLine.Command;

/** {@code haiov run}. */
@Command(name = "run", description = "Run a RISC-V program (PROGRAM.elf) on the golden model or the RTL system.")
final class RunCommand extends UnavailableCommand {
    RunCommand() {
        super("the golden model of the RISC-V system and the RTL system");
    }
}

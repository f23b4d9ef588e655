package org.haiov.cli;

import picocli.CommandLine.Command;

/** {@code haiov regress}. */
@Command(name = "regress", description = "Run the regression suites of RISC-V programs and write a report.")
final class RegressCommand extends UnavailableCommand {
    RegressCommand() {
        super("the RTL system and its suites of RISC-V programs");
    }
}

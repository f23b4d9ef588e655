package org.haiov.cli;

import picocli.CommandLine.Command;

/** {@code haiov generate}. */
@Command(name = "generate", description = "Write the Verilog of a design.")
final class GenerateCommand extends UnavailableCommand {
    GenerateCommand() {
        super("the Verilog output");
    }
}

package org.haiov.cli;

import picocli.CommandLine.Command;

/** {@code haiov fpga}. */
@Command(name = "fpga", description = "Run FPGA flows: synthesis and area reports.")
final class FpgaCommand extends UnavailableCommand {
    FpgaCommand() {
        super("the yosys flow");
    }
}

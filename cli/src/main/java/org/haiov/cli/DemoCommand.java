package org.haiov.cli;

import picocli.CommandLine.Command;

/** {@code haiov demo}. */
@Command(name = "demo", description = "Set up, generate, build and run the VI controller against its model, and print what happened.")
final class DemoCommand extends UnavailableCommand {
    DemoCommand() {
        super("the VI controller");
    }
}

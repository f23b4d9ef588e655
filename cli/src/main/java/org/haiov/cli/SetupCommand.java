package org.haiov.cli;

import picocli.CommandLine.Command;

/** {@code haiov setup}. */
@Command(name = "setup", description = "Install the tools that are missing on this machine, or say what to install.")
final class SetupCommand extends ScriptCommand {
}

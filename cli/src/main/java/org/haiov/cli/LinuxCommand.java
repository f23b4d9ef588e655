package org.haiov.cli;

import picocli.CommandLine.Command;

/** {@code haiov linux}. */
@Command(name = "linux", description = "Build Linux and an init for it: haiov linux build.")
final class LinuxCommand extends ScriptCommand {
}

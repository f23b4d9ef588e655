package org.haiov.cli;

import picocli.CommandLine.Command;

/** {@code haiov doctor}. */
@Command(name = "doctor", description = "List each tool, its version, and what does not work without it.")
final class DoctorCommand extends ScriptCommand {
}

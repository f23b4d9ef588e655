package org.haiov.cli;

import picocli.CommandLine.Command;

/** {@code haiov test}. */
@Command(name = "test", description = "Set up, build everything and run all tests.")
final class TestCommand extends ScriptCommand {
}

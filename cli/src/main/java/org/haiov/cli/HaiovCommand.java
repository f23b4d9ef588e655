package org.haiov.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself: its subcommands and the options that all of them share. */
@Command(name = "haiov", versionProvider = Version.class,
        description = "Hardware in plain Java: generates Verilog, simulates it, compares it with its golden model.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class, TestCommand.class, SetupCommand.class, DoctorCommand.class, GenerateCommand.class, RunCommand.class,
            CosimCommand.class, CompareCommand.class, RegressCommand.class, FuzzCommand.class, ProveCommand.class, BenchCommand.class,
            FpgaCommand.class
        })
final class HaiovCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help and exit.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Print the version and exit.")
    private boolean version;

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Show the stack trace of errors in the input, too.")
    private boolean stackTrace;

    /** The command line, ready to execute. */
    static CommandLine commandLine() {
        HaiovCommand top = new HaiovCommand();
        return new CommandLine(top)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new ErrorReport(() -> top.stackTrace));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}

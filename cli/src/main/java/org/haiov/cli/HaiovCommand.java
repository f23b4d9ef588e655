package org.haiov.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
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
        synopsisSubcommandLabel = "COMMAND")
final class HaiovCommand implements Runnable {
    /** Name and maker of each subcommand, in the order of the help. */
    private static final Map<String, Supplier<Object>> SUBCOMMANDS = new LinkedHashMap<>();

    static {
        SUBCOMMANDS.put("demo", DemoCommand::new);
        SUBCOMMANDS.put("test", TestCommand::new);
        SUBCOMMANDS.put("setup", SetupCommand::new);
        SUBCOMMANDS.put("doctor", DoctorCommand::new);
        SUBCOMMANDS.put("generate", GenerateCommand::new);
        SUBCOMMANDS.put("linux", LinuxCommand::new);
        SUBCOMMANDS.put("run", RunCommand::new);
        SUBCOMMANDS.put("cosim", CosimCommand::new);
        SUBCOMMANDS.put("compare", CompareCommand::new);
        SUBCOMMANDS.put("regress", RegressCommand::new);
        SUBCOMMANDS.put("fuzz", FuzzCommand::new);
        SUBCOMMANDS.put("prove", ProveCommand::new);
        SUBCOMMANDS.put("bench", BenchCommand::new);
        SUBCOMMANDS.put("fpga", FpgaCommand::new);
    }

    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help and exit.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Print the version and exit.")
    private boolean version;

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Show the stack trace of errors in the input, too.")
    private boolean stackTrace;

    /**
     * The command line, ready to execute. Where the first argument names a subcommand only that one is set up: all of them would add
     * some 20 ms to every start.
     */
    static CommandLine commandLine(String... arguments) {
        HaiovCommand top = new HaiovCommand();
        CommandLine command = new CommandLine(top);
        Supplier<Object> named = arguments.length == 0 ? null : SUBCOMMANDS.get(arguments[0]);
        if (named == null) {
            SUBCOMMANDS.values().forEach(maker -> command.addSubcommand(maker.get()));
        } else {
            command.addSubcommand(named.get());
        }
        return command.setCaseInsensitiveEnumValuesAllowed(true).setExecutionExceptionHandler(new ErrorReport(() -> top.stackTrace));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}

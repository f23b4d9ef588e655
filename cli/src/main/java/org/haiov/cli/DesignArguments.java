package org.haiov.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.haiov.hdl.Elaborator;
import org.haiov.ir.Design;
import org.haiov.passes.Checks;
import org.haiov.verification.designs.DesignConfig;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The arguments by which a command is told which design, with which parameters. */
final class DesignArguments {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--config", paramLabel = "C", description = "A design's name, or a JSON file with the keys design and parameters;"
            + " haiov generate --list shows the names (default: ${DEFAULT-VALUE}).")
    private String config = "vi-controller";

    @Parameters(arity = "0..*", paramLabel = "NAME=VALUE", description = "Parameters of the design, before those of the file.")
    private final Map<String, String> parameters = new LinkedHashMap<>();

    /** Name for a folder: the design's. */
    String name() {
        return DesignConfig.read(config).design();
    }

    /** Makes the design and checks it; prints its warnings. */
    Design elaborate() {
        Map<String, Long> values = new LinkedHashMap<>();
        parameters.forEach((parameter, value) -> {
            try {
                values.put(parameter, Long.decode(value));
            } catch (NumberFormatException e) {
                throw new ParameterException(command.commandLine(), "Parameter " + parameter + ": '" + value + "' is not a number");
            }
        });
        Design design = Checks.run(Elaborator.elaborate(DesignConfig.read(config).with(values).make()));
        design.warnings().forEach(command.commandLine().getErr()::println);
        return design;
    }
}

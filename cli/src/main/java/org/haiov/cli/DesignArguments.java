package org.haiov.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.haiov.hdl.Elaborator;
import org.haiov.ir.Design;
import org.haiov.passes.Checks;
import org.haiov.verification.designs.Catalogue;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The arguments by which a command is told which design, with which parameters. */
final class DesignArguments {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(index = "0", arity = "0..1", paramLabel = "DESIGN", description = "Name of the design; haiov generate --list shows them.")
    private String name;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "NAME=VALUE", description = "Parameters of the design.")
    private final Map<String, String> parameters = new LinkedHashMap<>();

    /** The name that was given; none is an error. */
    String name() {
        if (name == null) {
            throw new ParameterException(command.commandLine(), "Missing design; haiov generate --list shows them");
        }
        return name;
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
        Design design = Checks.run(Elaborator.elaborate(Catalogue.entry(name()).make(values)));
        design.warnings().forEach(command.commandLine().getErr()::println);
        return design;
    }
}

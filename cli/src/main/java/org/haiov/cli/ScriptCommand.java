package org.haiov.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.haiov.ir.HaiovException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * A command that the launcher carries out itself, because it must work before Java does. It is here so that the help lists it, and
 * hands over to the launcher when this program was started without it.
 */
abstract class ScriptCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path launcher = Path.of(System.getProperty("haiov.home", ".")).resolve("haiov");
        if (!Files.isExecutable(launcher)) {
            throw new HaiovException("'" + spec.name() + "' is carried out by the launcher script haiov, which is not at "
                    + launcher.toAbsolutePath() + "\n  Run ./haiov " + spec.name() + " in the top directory of the checkout.");
        }
        List<String> command = new ArrayList<>(List.of(launcher.toString(), spec.name()));
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}

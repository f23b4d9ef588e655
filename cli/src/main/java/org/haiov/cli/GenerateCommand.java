package org.haiov.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.haiov.ir.Design;
import org.haiov.verification.designs.Catalogue;
import org.haiov.verilog.EmitOptions;
import org.haiov.verilog.VerilogEmitter;
import org.haiov.verilog.VerilogOutput;
import org.haiov.verilog.VerilogWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code haiov generate}. */
@Command(name = "generate", description = "Write the Verilog of a design, its file list and a map of its hierarchy.")
final class GenerateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DesignArguments arguments;

    @Option(names = "--out", paramLabel = "DIR", description = "Where to write (default: generated/DESIGN).")
    private Path output;

    @Option(names = "--single-file", description = "All modules in one file.")
    private boolean singleFile;

    @Option(names = "--list", description = "List the designs and their parameters, write nothing.")
    private boolean list;

    @Override
    public Integer call() {
        if (list) {
            list(spec.commandLine().getOut());
            return ExitStatus.OK;
        }
        Design design = arguments.elaborate();
        VerilogOutput verilog = new VerilogEmitter(new EmitOptions(singleFile, EmitOptions.DEFAULT.inlineWords())).emit(design);
        Path folder = output == null ? Path.of("generated", arguments.name()) : output;
        int written = VerilogWriter.write(verilog, folder).size();
        spec.commandLine().getOut().printf("%s: %d modules, %d lines of Verilog in %s (%d of %d files changed)%n", verilog.top(),
                verilog.map().modules().size(), verilog.lines(), folder, written, verilog.files().size());
        return ExitStatus.OK;
    }

    private static void list(PrintWriter out) {
        for (Catalogue.Entry entry : Catalogue.entries()) {
            out.printf("%-16s %s%n", entry.name(), entry.description());
            for (Catalogue.Parameter parameter : entry.parameters()) {
                out.printf("  %-20s %s%n", parameter.name() + "=" + parameter.byDefault(), parameter.description());
            }
        }
    }
}

package org.haiov.cli;

import com.google.gson.GsonBuilder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.haiov.fpga.Resources;
import org.haiov.fpga.Yosys;
import org.haiov.ir.Design;
import org.haiov.ir.HaiovException;
import org.haiov.verilog.VerilogEmitter;
import org.haiov.verilog.VerilogOutput;
import org.haiov.verilog.VerilogWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code haiov fpga}. */
@Command(name = "fpga", description = "Synthesise a design with Yosys and report what it is made of on an ECP5.")
final class FpgaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DesignArguments arguments;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Where Verilog, log and statistics go (default: generated/DESIGN-ecp5).")
    private Path output;

    @Option(names = "--board", paramLabel = "B", description = "Not in this version.")
    private String board;

    @Option(names = "--step", paramLabel = "S", description = "Not in this version.")
    private String step;

    @Option(names = "--json", description = "Print the report as JSON, with the number of every primitive.")
    private boolean json;

    @Override
    public Integer call() {
        if (board != null || step != null) {
            throw new HaiovException("no boards in this version: the flow for a board comes with the RTL system"
                    + "\n  without --board and --step this reports what a design is made of on an ECP5");
        }
        Design design = arguments.elaborate();
        Path folder = output == null ? Path.of("generated", arguments.name() + "-ecp5") : output;
        VerilogOutput verilog = new VerilogEmitter().emit(design);
        VerilogWriter.write(verilog, folder);
        List<Path> sources = verilog.sources().stream().map(folder::resolve).toList();
        Yosys.check(sources, verilog.top(), folder);
        Resources resources = Yosys.synthesizeEcp5(sources, verilog.top(), folder);

        PrintWriter out = spec.commandLine().getOut();
        Map<String, Long> report = new LinkedHashMap<>();
        report.put("lut4", resources.ecp5Lut4());
        report.put("flipFlops", resources.ecp5FlipFlops());
        report.put("blockRams", resources.ecp5BlockRams());
        report.put("lutRams", resources.ecp5LutRams());
        if (json) {
            Map<String, Object> whole = new LinkedHashMap<>();
            whole.put("design", verilog.top());
            whole.put("family", "ecp5");
            whole.putAll(report);
            whole.put("cells", resources.cells());
            out.println(new GsonBuilder().setPrettyPrinting().create().toJson(whole));
        } else {
            out.printf("%s on an ECP5 (by Yosys, not placed): %d LUT4, %d flip-flops, %d block RAMs, %d LUT RAMs%n", verilog.top(),
                    report.get("lut4"), report.get("flipFlops"), report.get("blockRams"), report.get("lutRams"));
        }
        return ExitStatus.OK;
    }
}

package org.haiov.tools;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.haiov.verilog.VerilogOutput;

/** What our Verilog promises: Verilator with all warnings, Icarus Verilog with all warnings and Yosys have nothing to say about it. */
public final class Lint {
    private Lint() {
    }

    /** Fails the test if a tool says anything; the output has been written to the folder. Checks are looked at, too (FORMAL). */
    public static void silent(VerilogOutput output, Path folder) {
        String files = output.top() + ".f";
        Tool.VERILATOR.silent(folder, List.of("--lint-only", "-Wall", "--top-module", output.top(), "-f", files));
        Tool.VERILATOR.silent(folder, List.of("--lint-only", "-Wall", "--assert", "-DFORMAL", "--top-module", output.top(), "-f", files));
        List<String> icarus = new ArrayList<>(List.of("-Wall", "-g2005", "-o", "/dev/null", "-s", output.top()));
        icarus.addAll(output.sources());
        Tool.IVERILOG.silent(folder, icarus);
        for (String formal : List.of("", "-formal ")) {
            Tool.YOSYS.silent(folder, List.of("-q", "-p", "read_verilog " + formal + String.join(" ", output.sources())
                    + "; hierarchy -check -top " + output.top() + "; proc; check -assert"));
        }
    }
}

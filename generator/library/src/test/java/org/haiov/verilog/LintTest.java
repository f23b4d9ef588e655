package org.haiov.verilog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.haiov.tools.Tool;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample goes through the tools without a word from them. */
class LintTest {
    static List<String> designs() {
        return List.copyOf(Samples.all().keySet());
    }

    @ParameterizedTest
    @MethodSource("designs")
    void clean(String design, @TempDir Path folder) {
        VerilogOutput output = new VerilogEmitter().emit(Samples.all().get(design));
        VerilogWriter.write(output, folder);
        lint(output, folder);
    }

    static void lint(VerilogOutput output, Path folder) {
        String files = output.top() + ".f";
        Tool.VERILATOR.silent(folder, List.of("--lint-only", "-Wall", "--top-module", output.top(), "-f", files));
        Tool.VERILATOR.silent(folder, List.of("--lint-only", "-Wall", "--assert", "-DFORMAL", "--top-module", output.top(), "-f", files));
        List<String> icarus = new ArrayList<>(List.of("-Wall", "-g2005", "-o", "icarus.vvp", "-s", output.top()));
        icarus.addAll(output.sources());
        Tool.IVERILOG.silent(folder, icarus);
        for (String formal : List.of("", "-formal ")) {
            Tool.YOSYS.silent(folder, List.of("-q", "-p", "read_verilog " + formal + String.join(" ", output.sources())
                    + "; hierarchy -check -top " + output.top() + "; proc; check -assert"));
        }
    }
}

package org.haiov.verilog;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.tools.Tool;

/** A test bench in Verilog that pokes and prints, collected line by line and run once by Icarus Verilog. */
final class IcarusBench {
    private final ModuleIr module;
    private final StringBuilder stimulus = new StringBuilder();
    private final StringBuilder expected = new StringBuilder();
    private int step;

    IcarusBench(ModuleIr module) {
        this.module = module;
    }

    void poke(Net input, BigInteger value) {
        stimulus.append("    %s = %d'h%s;%n".formatted(input.name(), input.width(), value.toString(16)));
    }

    /** Lets the inputs take effect. */
    void settle() {
        stimulus.append("    #1;\n");
        step++;
    }

    void edge(Net clock) {
        stimulus.append("    %s = 1'b1; #1 %s = 1'b0;%n".formatted(clock.name(), clock.name()));
    }

    void expect(Net output, BigInteger value) {
        stimulus.append("    $display(\"%d %s %%b\", %s);%n".formatted(step, output.name(), output.name()));
        String bits = value.toString(2);
        expected.append("%d %s %s%s%n".formatted(step, output.name(), "0".repeat(output.width() - bits.length()), bits));
    }

    /** Runs everything; gives the first lines that differ from what was expected. */
    List<String> differences(Path folder) throws IOException {
        StringBuilder text = new StringBuilder("module bench;\n");
        List<String> ports = new ArrayList<>();
        for (Net port : module.ports()) {
            text.append("  %s [%d:0] %s%s;%n".formatted(port.kind() == Net.Kind.OUTPUT ? "wire" : "reg", port.width() - 1, port.name(),
                    port.kind() == Net.Kind.CLOCK ? " = 0" : ""));
            ports.add("." + port.name() + "(" + port.name() + ")");
        }
        text.append("  ").append(module.name()).append(" dut (").append(String.join(", ", ports)).append(");\n  initial begin\n")
                .append(stimulus).append("  end\nendmodule\n");
        Files.writeString(folder.resolve("bench.v"), text);
        Tool.IVERILOG.silent(folder, List.of("-g2005", "-s", "bench", "-o", "bench", "bench.v", module.name() + ".v"));
        List<String> wanted = expected.toString().lines().toList();
        List<String> got = Tool.VVP.run(folder, List.of("-n", "bench")).lines().toList();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < Math.max(wanted.size(), got.size()) && wrong.size() < 10; i++) {
            String w = i < wanted.size() ? wanted.get(i) : "nothing";
            String g = i < got.size() ? got.get(i) : "nothing";
            if (!w.equals(g)) {
                wrong.add("expected " + w + ", Verilog gives " + g);
            }
        }
        return wrong;
    }
}

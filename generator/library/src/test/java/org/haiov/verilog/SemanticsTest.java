package org.haiov.verilog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.haiov.ir.Assign;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.netlist.Evaluate;
import org.haiov.netlist.ModuleSketch;
import org.haiov.netlist.RandomExpressions;
import org.haiov.tools.Lint;
import org.haiov.tools.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the printed expressions are worth, by Icarus Verilog, against what the netlist says, by unbounded integers: every operator
 * and random trees of all of them, so that each stands inside each.
 */
class SemanticsTest {
    private static final int WIDEST = 70;
    private static final int TREES = 250;
    private static final int VECTORS = 24;
    private static final long SEED = Long.getLong("haiov.seed", 20251);

    @TempDir
    private Path folder;

    @Test
    void icarusComputesWhatTheNetlistSays() throws IOException {
        Random random = new Random(SEED);
        ModuleSketch sketch = new ModuleSketch("Expressions");
        List<Net> inputs = new ArrayList<>();
        for (int width : new int[] {1, 1, 2, 3, 5, 8, 8, 16, 31, 32, 33, 63, 64, 65, WIDEST}) {
            inputs.add(sketch.input("in" + inputs.size(), width));
        }
        RandomExpressions expressions = new RandomExpressions(sketch, inputs, random, WIDEST);
        int outputs = 0;
        for (BinaryOp op : BinaryOp.values()) {
            for (int depth = 0; depth < 3; depth++) {
                sketch.output("out" + outputs++, expressions.of(op, depth));
            }
        }
        for (int i = 0; i < TREES; i++) {
            sketch.output("out" + outputs++, expressions.expr(expressions.width(), 1 + random.nextInt(3)));
        }
        ModuleIr module = sketch.build();
        VerilogOutput output = new VerilogEmitter().emit(ModuleSketch.design(module));
        VerilogWriter.write(output, folder);
        Lint.silent(output, folder);

        StringBuilder expected = new StringBuilder();
        StringBuilder stimulus = new StringBuilder();
        for (int v = 0; v < VECTORS; v++) {
            Map<String, BigInteger> values = new HashMap<>();
            for (Net in : inputs) {
                BigInteger value = RandomExpressions.value(random, in.width());
                values.put(in.name(), value);
                stimulus.append("    %s = %d'h%s;%n".formatted(in.name(), in.width(), value.toString(16)));
            }
            stimulus.append("    #1;\n");
            new Evaluate(values).module(module);
            for (Assign a : module.assigns()) {
                String name = a.target().name();
                stimulus.append("    $display(\"%d %s %%b\", %s);%n".formatted(v, name, name));
                String bits = values.get(name).toString(2);
                expected.append("%d %s %s%s%n".formatted(v, name, "0".repeat(a.target().width() - bits.length()), bits));
            }
        }
        Files.writeString(folder.resolve("bench.v"), bench(module, stimulus));
        Tool.IVERILOG.silent(folder, List.of("-g2005", "-s", "bench", "-o", "bench", "bench.v", "Expressions.v"));
        String said = Tool.VVP.run(folder, List.of("-n", "bench"));
        assertEquals(List.of(), differences(expected.toString(), said), "seed " + SEED + " (-Dhaiov.seed=...)");
    }

    private static String bench(ModuleIr module, CharSequence stimulus) {
        StringBuilder text = new StringBuilder("module bench;\n");
        List<String> ports = new ArrayList<>();
        for (Net port : module.ports()) {
            text.append("  %s [%d:0] %s;%n".formatted(port.kind() == Net.Kind.INPUT ? "reg" : "wire", port.width() - 1, port.name()));
            ports.add("." + port.name() + "(" + port.name() + ")");
        }
        return text.append("  Expressions dut (").append(String.join(", ", ports)).append(");\n  initial begin\n").append(stimulus)
                .append("  end\nendmodule\n").toString();
    }

    /** The first lines that differ, with what was expected. */
    private static List<String> differences(String expected, String actual) {
        List<String> wanted = expected.lines().toList();
        List<String> got = actual.lines().toList();
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

package org.haiov.verilog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigInteger;
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
import org.haiov.netlist.Interpreter;
import org.haiov.netlist.ModuleSketch;
import org.haiov.netlist.RandomExpressions;
import org.haiov.netlist.RandomState;
import org.haiov.tools.Lint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the printed Verilog does, by Icarus Verilog, against what the netlist says, in unbounded integers; and the linters are silent. */
class SemanticsTest {
    private static final int WIDEST = 70;
    private static final int TREES = 250;
    private static final int VECTORS = 24;
    private static final int CYCLES = 200;
    private static final long SEED = Long.getLong("haiov.seed", 20251);
    private static final String AGAIN = "seed " + SEED + " (-Dhaiov.seed=...)";

    @TempDir
    private Path folder;

    private void print(ModuleIr module) {
        VerilogOutput output = new VerilogEmitter().emit(ModuleSketch.design(module));
        VerilogWriter.write(output, folder);
        Lint.silent(output, folder);
    }

    /** Every operator, and random trees of all of them, so that each stands inside each. */
    @Test
    void expressions() throws IOException {
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
        print(module);
        IcarusBench bench = new IcarusBench(module);
        for (int v = 0; v < VECTORS; v++) {
            Map<String, BigInteger> values = new HashMap<>();
            for (Net in : inputs) {
                BigInteger value = RandomExpressions.value(random, in.width());
                values.put(in.name(), value);
                bench.poke(in, value);
            }
            bench.settle();
            new Evaluate(values).module(module);
            for (Assign a : module.assigns()) {
                bench.expect(a.target(), values.get(a.target().name()));
            }
        }
        assertEquals(List.of(), bench.differences(folder), AGAIN);
    }

    /** Registers that load, hold and reset in every combination, and memories with every kind of port. */
    @Test
    void state() throws IOException {
        Random random = new Random(SEED);
        RandomState made = new RandomState(random);
        ModuleIr module = made.module();
        print(module);
        IcarusBench bench = new IcarusBench(module);
        Interpreter interpreter = new Interpreter(module);
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            for (Net port : module.ports()) {
                if (port.kind() == Net.Kind.INPUT) {
                    boolean reset = port.equals(made.reset());
                    BigInteger value = reset ? BigInteger.valueOf(random.nextInt(20) == 0 ? 1 : 0)
                            : RandomExpressions.value(random, port.width());
                    interpreter.set(port, value);
                    bench.poke(port, value);
                }
            }
            bench.settle();
            interpreter.settle();
            for (Net port : module.ports()) {
                if (port.kind() == Net.Kind.OUTPUT) {
                    bench.expect(port, interpreter.get(port));
                }
            }
            bench.edge(made.clock());
            interpreter.edge();
        }
        assertEquals(List.of(), bench.differences(folder), AGAIN);
    }
}

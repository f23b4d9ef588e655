package org.haiov.sim.engine.verilator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.haiov.hdl.Component;
import org.haiov.hdl.Elaborator;
import org.haiov.hdl.ExternalComponent;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.ir.Design;
import org.haiov.ir.HaiovException;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.Simulation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBuildTest {
    @TempDir
    Path cache;

    static final class Counter extends Component {
        final Signal count = output(8);

        Counter() {
            Reg value = reg(8, 0);
            value.set(value.plus(1));
            count.set(value);
        }
    }

    /** Somebody else's module, with the text given. */
    static final class Foreign extends ExternalComponent {
        final Signal in = input(4);
        final Signal out = output(4);

        Foreign(String verilog) {
            source(verilog);
        }
    }

    static final class Around extends Component {
        final Signal x = input(4);
        final Signal y = output(4);

        Around(String verilog) {
            Foreign foreign = add(new Foreign(verilog));
            foreign.in.set(x);
            y.set(foreign.out);
        }
    }

    @Test
    void aDamagedLibraryIsBuiltAgain() throws IOException {
        Design counter = Elaborator.elaborate(new Counter());
        ModelPlan plan = new ModelPlan(counter, EngineOptions.DEFAULT, Visibility.ALL, Optimization.BUILD);
        ModelBuilder builder = new ModelBuilder(Toolchain.find(), new BuildCache(BuildCache.defaultRoot()));
        Path library = builder.build(plan.source());
        Files.delete(library); // A new file: what this process may have mapped must stay as it is.
        Files.writeString(library, "not a library");
        assertEquals(library, builder.build(plan.source()));
        try (Simulation sim = new VerilatorSimulation(plan, EngineOptions.DEFAULT, library)) {
            sim.run(7);
            assertEquals(7, sim.peek("count"));
        }
    }

    @Test
    void verilogThatVerilatorDoesNotTake() throws IOException {
        Design design = Elaborator.elaborate(new Around("""
                module Foreign(input [3:0] in, output [3:0] out);
                  assign out = in +;
                endmodule
                """));
        String message = assertThrows(BuildFailure.class,
                () -> new VerilatorEngine().cachedIn(cache).open(design, EngineOptions.DEFAULT)).getMessage();
        assertTrue(message.startsWith("Verilator does not take the Verilog of Around:\n  %Error: "), message);
        assertTrue(message.contains("syntax error"), message);
        Path log = Path.of(message.substring(message.lastIndexOf("Whole log: ") + 11));
        assertTrue(Files.readString(log).contains("syntax error"));
    }

    @Test
    void aCompilerThatFails() throws IOException {
        Toolchain real = Toolchain.find();
        Path broken = Files.writeString(cache.resolve("broken-compiler"), "#!/bin/sh\necho 'x.cpp:1: error: out of ideas'\nexit 1\n");
        assertTrue(broken.toFile().setExecutable(true));
        Toolchain tools = new Toolchain(real.verilator(), broken, real.verilatorVersion(), "broken", real.include());
        ModelPlan plan = new ModelPlan(Elaborator.elaborate(new Counter()), EngineOptions.DEFAULT, Visibility.ALL, Optimization.BUILD);
        HaiovException failure = assertThrows(BuildFailure.class,
                () -> new ModelBuilder(tools, new BuildCache(cache.resolve("cache"))).build(plan.source()));
        assertTrue(failure.getMessage().startsWith("the C++ of the model does not compile:\n  x.cpp:1: error: out of ideas\n"),
                failure.getMessage());
    }
}

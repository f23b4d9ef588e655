package org.haiov.verilog;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.Check;
import org.haiov.ir.Clocking;
import org.haiov.ir.Design;
import org.haiov.ir.Net;
import org.haiov.netlist.ModuleSketch;
import org.haiov.tools.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assert, assume and cover reach a formal tool and mean there what they say. */
class FormalTest {
    @TempDir
    private Path folder;

    /** A queue's level that goes up by push and down by pop; it stays in bounds only if its user keeps to the assumption. */
    private static Design level(boolean assumed) {
        ModuleSketch m = new ModuleSketch("Level");
        Clocking c = new Clocking(m.clock("clk"), m.input("rst", 1));
        Net push = m.input("push", 1);
        Net pop = m.input("pop", 1);
        Net level = m.register("level", 3);
        m.load(level, c, 0, null, m.binary(BinaryOp.SUB, m.binary(BinaryOp.ADD, m.ref(level), m.extend(m.ref(push), 3, false)),
                m.extend(m.ref(pop), 3, false)));
        if (assumed) {
            m.check(Check.Kind.ASSUME, "noPushIntoFull", c, m.binary(BinaryOp.EQ, m.ref(level), m.lit(4, 3)),
                    m.binary(BinaryOp.EQ, m.ref(push), m.lit(0, 1)), "the user does not push into a full queue");
            m.check(Check.Kind.ASSUME, "noPopFromEmpty", c, m.binary(BinaryOp.EQ, m.ref(level), m.lit(0, 3)),
                    m.binary(BinaryOp.EQ, m.ref(pop), m.lit(0, 1)), "nor pops an empty one");
        }
        m.check(Check.Kind.ASSERT, "bounded", c, null, m.binary(BinaryOp.LE_U, m.ref(level), m.lit(4, 3)), "at most four");
        m.check(Check.Kind.COVER, "full", c, null, m.binary(BinaryOp.EQ, m.ref(level), m.lit(4, 3)), "four were reached");
        m.output("out", m.ref(level));
        return ModuleSketch.design(m.build());
    }

    private String prove(Design design) {
        VerilogWriter.write(new VerilogEmitter().emit(design), folder);
        return Tool.YOSYS.run(folder, List.of("-p", "read_verilog -formal Level.v; prep -top Level; delete t:$cover; "
                + "sat -prove-asserts -set-assumes -tempinduct -maxsteps 12 Level"));
    }

    @Test
    void assertionIsProvedUnderTheAssumptions() {
        String said = prove(level(true));
        assertTrue(said.contains("Induction step proven: SUCCESS!"), said);
        assertTrue(said.lines().anyMatch(line -> line.strip().matches("\\$cover +1")), said);
    }

    @Test
    void assertionFailsWithoutThem() {
        String said = prove(level(false));
        assertTrue(said.contains("model found for base case: FAIL!"), said);
    }
}

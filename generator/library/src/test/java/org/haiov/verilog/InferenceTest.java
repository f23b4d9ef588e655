package org.haiov.verilog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haiov.ir.Clocking;
import org.haiov.ir.Expr;
import org.haiov.ir.Memory;
import org.haiov.ir.Memory.Style;
import org.haiov.ir.Memory.UnderWrite;
import org.haiov.ir.Net;
import org.haiov.netlist.ModuleSketch;
import org.haiov.tools.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Yosys, for ECP5, makes of each kind of memory the RAM that it is meant to be. */
class InferenceTest {
    @TempDir
    private Path folder;

    private int cells(Style style, UnderWrite underWrite, boolean masked, String cell) {
        ModuleSketch m = new ModuleSketch("Ram");
        Clocking c = new Clocking(m.clock("clk"), null);
        int depth = style == Style.BLOCK ? 1024 : 32;
        int bits = Memory.addressWidth(depth);
        Net we = m.input("we", 1);
        Net re = m.input("re", 1);
        Net wa = m.input("wa", bits);
        Net ra = m.input("ra", bits);
        Net data = m.input("data", 36);
        Expr mask = masked ? m.ref(m.input("mask", 4)) : null;
        Memory.ReadPort read = underWrite == null ? m.read("q", 36, m.ref(ra)) : m.read("q", 36, c, m.ref(re), m.ref(ra), underWrite);
        m.memory("words", 36, depth, style, List.of(), List.of(m.write(c, m.ref(we), m.ref(wa), m.ref(data), mask)), List.of(read));
        m.output("out", m.ref(read.data()));
        VerilogOutput output = new VerilogEmitter().emit(ModuleSketch.design(m.build()));
        VerilogWriter.write(output, folder);
        List<String> arguments = new ArrayList<>(List.of("-p", "read_verilog Ram.v; synth_ecp5 -top Ram; stat"));
        Matcher count = Pattern.compile(cell + " +(\\d+)").matcher(Tool.YOSYS.run(folder, arguments));
        int last = 0;
        while (count.find()) {
            last = Integer.parseInt(count.group(1));
        }
        return last;
    }

    @Test
    void blockRam() {
        for (UnderWrite underWrite : UnderWrite.values()) {
            assertEquals(2, cells(Style.BLOCK, underWrite, false, "DP16KD"), () -> "read under write " + underWrite);
        }
    }

    @Test
    void blockRamWithMask() {
        assertEquals(2, cells(Style.BLOCK, UnderWrite.UNDEFINED, true, "DP16KD"));
    }

    /** No logic around a block RAM whose reader does not care: that is what the promise is for. */
    @Test
    void noLogicWhereCollisionsDoNotMatter() {
        assertEquals(0, cells(Style.BLOCK, UnderWrite.UNDEFINED, false, "TRELLIS_FF"));
    }

    @Test
    void lutRam() {
        assertEquals(18, cells(Style.DISTRIBUTED, null, false, "TRELLIS_DPR16X4"));
    }

    @Test
    void registers() {
        assertEquals(32 * 36, cells(Style.REGISTERS, null, false, "TRELLIS_FF"));
    }
}

package org.haiov.verilog;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.Check;
import org.haiov.ir.Clocking;
import org.haiov.ir.Design;
import org.haiov.ir.Expr;
import org.haiov.ir.External;
import org.haiov.ir.Loc;
import org.haiov.ir.Memory;
import org.haiov.ir.Memory.UnderWrite;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.UnaryOp;
import org.haiov.netlist.ModuleSketch;

/** Designs whose Verilog the tests look at. */
final class Samples {
    private Samples() {
    }

    static Map<String, Design> all() {
        Map<String, Design> all = new LinkedHashMap<>();
        all.put("counter", ModuleSketch.design(counter()));
        all.put("hierarchy", ModuleSketch.design(hierarchy()));
        all.put("choices", ModuleSketch.design(choices()));
        all.put("pitfalls", ModuleSketch.design(pitfalls()));
        all.put("long", ModuleSketch.design(longLines()));
        all.put("memories", ModuleSketch.design(memories()));
        all.put("writers", ModuleSketch.design(writers()));
        all.put("corners", ModuleSketch.design(corners()));
        all.put("contents", ModuleSketch.design(contents()));
        all.put("external", ModuleSketch.design(external()));
        all.put("checks", ModuleSketch.design(checks()));
        return all;
    }

    static ModuleIr counter() {
        ModuleSketch m = new ModuleSketch("Counter");
        Clocking c = new Clocking(m.clock("clk"), m.input("rst", 1));
        Net enable = m.input("enable", 1);
        Net step = m.input("step", 8);
        Net count = m.register("count", 8);
        Net value = m.output("value", m.ref(count));
        m.load(count, c, 0, m.ref(enable), m.binary(BinaryOp.ADD, m.ref(count), m.extend(m.slice(m.ref(step), 3, 0), 8, false)));
        m.output("full", m.binary(BinaryOp.EQ, m.ref(count), m.lit(255, 8)));
        return m.build();
    }

    static ModuleIr hierarchy() {
        ModuleIr counter = counter();
        ModuleSketch m = new ModuleSketch("Pair");
        Net clk = m.clock("clk");
        Net rst = m.input("rst", 1);
        Net steps = m.input("steps", 16);
        Map<String, Net> low = m.instance("low", counter, inputs(m, clk, rst, m.lit(1, 1), m.slice(m.ref(steps), 7, 0)));
        Map<String, Net> high = m.instance("high", counter, inputs(m, clk, rst, m.ref(low.get("full")),
                m.binary(BinaryOp.XOR, m.slice(m.ref(steps), 15, 8), m.ref(low.get("value")))));
        m.output("value", m.concat(m.ref(high.get("value")), m.ref(low.get("value"))));
        return m.build();
    }

    private static Map<String, Expr> inputs(ModuleSketch m, Net clk, Net rst, Expr enable, Expr step) {
        Map<String, Expr> inputs = new LinkedHashMap<>();
        inputs.put("clk", m.ref(clk));
        inputs.put("rst", m.ref(rst));
        inputs.put("enable", enable);
        inputs.put("step", step);
        return inputs;
    }

    static ModuleIr choices() {
        ModuleSketch m = new ModuleSketch("Choices");
        Clocking c = new Clocking(m.clock("clk"), m.input("rst", 1));
        Clocking bare = new Clocking(c.clock(), null);
        Net op = m.input("op", 3);
        Net a = m.input("a", 8);
        Net b = m.input("b", 8);
        Net go = m.input("go", 1);
        Net chosen = m.wire("chosen", m.mux(m.ref(go), m.ref(a), m.ref(b)));
        Net result = m.wire("result", new Expr.Switch(m.ref(op), List.of(
                arm(m.binary(BinaryOp.ADD, m.ref(a), m.ref(b)), 0), arm(m.binary(BinaryOp.SUB, m.ref(a), m.ref(b)), 1, 2),
                arm(m.mux(m.ref(go), m.ref(chosen), m.lit(0, 8)), 3)), m.lit(170, 8), m.loc()));
        Net state = m.register("state", 2);
        m.load(state, c, 1, null, m.mux(m.ref(go),
                new Expr.Switch(m.ref(state), List.of(arm(m.lit(2, 2), 1), arm(m.lit(3, 2), 2)), m.ref(state), m.loc()), m.ref(state)));
        Net last = m.register("last", 8);
        m.load(last, bare, 0, m.binary(BinaryOp.NE, m.ref(state), m.lit(0, 2)), m.ref(result));
        m.output("out", m.mux(m.binary(BinaryOp.LT_U, m.ref(a), m.ref(b)), m.ref(last),
                m.mux(m.binary(BinaryOp.LT_S, m.ref(a), m.ref(b)), m.ref(result),
                        m.mux(m.unary(UnaryOp.REDUCE_OR, m.ref(a)), m.ref(a), m.unary(UnaryOp.NOT, m.ref(b))))));
        return m.build();
    }

    private static Expr.Switch.Case arm(Expr value, long... keys) {
        return new Expr.Switch.Case(LongStream.of(keys).mapToObj(BigInteger::valueOf).toList(), value);
    }

    /** Where Verilog's rules on widths and signs would give something else if the text were written carelessly. */
    static ModuleIr pitfalls() {
        ModuleSketch m = new ModuleSketch("Pitfalls");
        Net a = m.input("a", 8);
        Net b = m.input("b", 8);
        Net amount = m.input("amount", 40);
        Expr sum = m.binary(BinaryOp.ADD, m.ref(a), m.ref(b));
        m.output("carryLost", m.binary(BinaryOp.SHR_U, sum, m.lit(1, 1)));
        m.output("high", m.slice(sum, 7, 4));
        m.output("wide", m.extend(sum, 16, false));
        m.output("wideSigned", m.extend(sum, 16, true));
        m.output("product", m.binary(BinaryOp.MUL_U, sum, m.ref(b)));
        m.output("signedProduct", m.binary(BinaryOp.MUL_S, sum, m.slice(m.ref(b), 3, 0)));
        m.output("mixed", m.binary(BinaryOp.OR, m.binary(BinaryOp.SHR_S, m.ref(a), m.ref(amount)), m.ref(b)));
        m.output("shifted", m.binary(BinaryOp.SHR_S, m.ref(a), m.ref(amount)));
        m.output("chosen", m.mux(m.binary(BinaryOp.LE_S, m.ref(a), m.ref(b)), m.binary(BinaryOp.MUL_S, m.ref(a), m.ref(b)),
                m.extend(m.unary(UnaryOp.NEG, m.ref(a)), 16, true)));
        m.output("never", m.binary(BinaryOp.LT_U, m.ref(a), m.lit(0, 8)));
        m.output("bits", m.slice(m.slice(m.concat(m.ref(a), m.ref(b)), 11, 4), 5, 2));
        m.output("flags", m.concat(m.binary(BinaryOp.EQ, m.ref(a), m.ref(b)), m.unary(UnaryOp.NOT, m.unary(UnaryOp.REDUCE_AND, m.ref(a))),
                m.unary(UnaryOp.REDUCE_XOR, m.binary(BinaryOp.AND, m.ref(a), m.ref(b)))));
        return m.build();
    }

    /** Values and conditions that do not fit into a line, and neighbouring bits that are read one by one. */
    static ModuleIr longLines() {
        ModuleSketch m = new ModuleSketch("LongLines");
        Clocking c = new Clocking(m.clock("clk"), null);
        Net number = m.input("number", 5);
        Net other = m.input("other", 5);
        Expr[] oneHot = new Expr[32];
        Expr[] backwards = new Expr[5];
        Expr[] forwards = new Expr[4];
        Expr any = m.lit(0, 1);
        for (int i = 0; i < oneHot.length; i++) {
            oneHot[i] = m.binary(BinaryOp.EQ, m.ref(number), m.lit(31 - i, 5));
            any = i % 3 == 0 ? m.binary(BinaryOp.OR, any, m.binary(BinaryOp.EQ, m.ref(other), m.lit(i, 5))) : any;
        }
        for (int i = 0; i < backwards.length; i++) {
            backwards[i] = m.slice(m.ref(number), i, i);
        }
        for (int i = 0; i < forwards.length; i++) {
            forwards[i] = m.slice(m.ref(number), 4 - i, 4 - i);
        }
        m.output("oneHot", m.concat(oneHot));
        m.output("backwards", m.concat(backwards));
        m.output("upper", m.concat(forwards));
        m.output("all", m.concat(m.slice(m.ref(number), 4, 3), m.slice(m.ref(number), 2, 0)));
        Net kept = m.register("kept", 5);
        m.load(kept, c, 0, null, m.mux(any, m.ref(other), m.ref(kept)));
        m.output("out", m.ref(kept));
        return m.build();
    }

    static ModuleIr memories() {
        ModuleSketch m = new ModuleSketch("Memories");
        Clocking c = new Clocking(m.clock("clk"), m.input("rst", 1));
        Net we = m.input("we", 1);
        Net re = m.input("re", 1);
        Net wa = m.input("wa", 5);
        Net ra = m.input("ra", 5);
        Net data = m.input("data", 32);
        Net mask = m.input("mask", 4);
        List<Expr> out = new ArrayList<>();
        Memory.ReadPort r1 = m.read("regs1", 32, m.ref(ra));
        Memory.ReadPort r2 = m.read("regs2", 32, m.binary(BinaryOp.ADD, m.ref(ra), m.lit(1, 5)));
        m.memory("regs", 32, 32, Memory.Style.DISTRIBUTED, List.of(), List.of(m.write(c, m.ref(we), m.ref(wa), m.ref(data), null)),
                List.of(r1, r2));
        Memory.ReadPort old = m.read("oldWord", 32, c, m.ref(re), m.ref(ra), UnderWrite.OLD);
        m.memory("oldRam", 32, 32, Memory.Style.BLOCK, List.of(),
                List.of(m.write(c, m.ref(we), m.ref(wa), m.ref(data), m.ref(mask))), List.of(old));
        Memory.ReadPort fresh = m.read("newWord", 32, c, m.ref(re), m.ref(ra), UnderWrite.NEW);
        m.memory("newRam", 32, 32, Memory.Style.BLOCK, List.of(),
                List.of(m.write(c, m.ref(we), m.ref(wa), m.ref(data), m.ref(mask))), List.of(fresh));
        Memory.ReadPort any = m.read("anyWord", 32, c, null, m.ref(ra), UnderWrite.UNDEFINED);
        m.memory("anyRam", 32, 32, Memory.Style.BLOCK, List.of(),
                List.of(m.write(c, m.binary(BinaryOp.AND, m.ref(we), m.ref(re)), m.ref(wa), m.unary(UnaryOp.NOT, m.ref(data)), null)),
                List.of(any));
        m.output("out", m.concat(m.ref(r1.data()), m.ref(r2.data()), m.ref(old.data()), m.ref(fresh.data()), m.ref(any.data())));
        return m.build();
    }

    /** What is rare, and where printers break. */
    static ModuleIr corners() {
        ModuleSketch m = new ModuleSketch("Corners");
        Clocking c = new Clocking(m.clock("clk"), m.input("rst", 1));
        Clocking other = new Clocking(m.clock("otherClk"), null);
        Net we = m.input("we", 1);
        Net bit = m.input("flag", 1);
        Net data = m.input("data", 12);
        Net fixed = m.register("fixed", 4);
        m.load(fixed, c, 9, null, m.ref(fixed));
        Net never = m.register("never", 4);
        m.load(never, other, 3, m.lit(0, 1), m.slice(m.ref(data), 3, 0));
        Net always = m.register("alwaysLoaded", 4);
        m.load(always, other, 3, m.lit(1, 1), m.slice(m.ref(data), 7, 4));
        Memory.ReadPort bits = m.read("bitRead", 1, m.slice(m.ref(data), 1, 0));
        m.memory("bits", 1, 4, Memory.Style.AUTO, List.of(BigInteger.ONE),
                List.of(m.write(c, m.ref(we), m.slice(m.ref(data), 2, 1), m.ref(bit), m.ref(bit))), List.of(bits));
        Memory.ReadPort single = m.read("single", 12, c, m.lit(1, 1), m.ref(bit), UnderWrite.NEW);
        m.memory("oneWord", 12, 1, Memory.Style.REGISTERS, List.of(), List.of(
                m.write(c, m.ref(we), m.lit(0, 1), m.ref(data), m.concat(m.ref(bit), m.ref(we), m.lit(1, 1))),
                m.write(c, m.ref(bit), m.lit(1, 1), m.lit(5, 12), null),
                m.write(c, m.lit(0, 1), m.lit(1, 1), m.lit(6, 12), null)), List.of(single));
        m.memory("silent", 3, 2, Memory.Style.AUTO, List.of(),
                List.of(m.write(c, m.ref(we), m.ref(bit), m.slice(m.ref(data), 10, 8), null)), List.of());
        Memory.ReadPort across = m.read("across", 12, other, m.lit(0, 1), m.slice(m.ref(data), 5, 3), UnderWrite.OLD);
        Memory.ReadPort acrossToo = m.read("acrossToo", 12, other, null, m.slice(m.ref(data), 5, 3), UnderWrite.OLD);
        m.memory("twoClocks", 12, 8, Memory.Style.BLOCK, List.of(),
                List.of(m.write(c, m.ref(we), m.slice(m.ref(data), 4, 2), m.ref(data), null)), List.of(across, acrossToo));
        Net constant = m.wire("constant", m.lit(6, 3));
        m.output("out", m.concat(m.ref(fixed), m.ref(never), m.ref(always), m.ref(bits.data()), m.ref(single.data()),
                m.ref(across.data()), m.ref(acrossToo.data())));
        m.output("decided", m.mux(m.binary(BinaryOp.LT_U, m.ref(constant), m.lit(7, 3)), m.ref(bit), m.slice(m.ref(data), 11, 11)));
        m.output("literal", m.lit(255, 16));
        m.output("chosen", new Expr.Switch(m.ref(constant), List.of(arm(m.lit(1, 2), 6), arm(m.lit(2, 2), 5)), m.lit(0, 2), m.loc()));
        m.output("unusedOut", m.ref(we));
        m.wire("unused", m.ref(bit));
        return m.build();
    }

    /** A memory that two clocks write. */
    static ModuleIr writers() {
        ModuleSketch m = new ModuleSketch("Writers");
        Clocking left = new Clocking(m.clock("leftClk"), null);
        Clocking right = new Clocking(m.clock("rightClk"), null);
        Net we = m.input("we", 2);
        Net address = m.input("address", 6);
        Net data = m.input("data", 16);
        Memory.ReadPort a = m.read("leftRead", 8, left, null, m.slice(m.ref(address), 2, 0), UnderWrite.UNDEFINED);
        Memory.ReadPort b = m.read("rightRead", 8, right, null, m.slice(m.ref(address), 5, 3), UnderWrite.UNDEFINED);
        m.memory("shared", 8, 8, Memory.Style.BLOCK, List.of(), List.of(
                m.write(left, m.slice(m.ref(we), 0, 0), m.slice(m.ref(address), 2, 0), m.slice(m.ref(data), 7, 0), null),
                m.write(right, m.slice(m.ref(we), 1, 1), m.slice(m.ref(address), 5, 3), m.slice(m.ref(data), 15, 8), null)), List.of(a, b));
        m.output("out", m.concat(m.ref(b.data()), m.ref(a.data())));
        return m.build();
    }

    static ModuleIr contents() {
        ModuleSketch m = new ModuleSketch("Contents");
        Clocking c = new Clocking(m.clock("clk"), null);
        Net ra = m.input("ra", 9);
        Memory.ReadPort few = m.read("few", 8, m.slice(m.ref(ra), 2, 0));
        m.memory("fewRom", 8, 6, Memory.Style.AUTO, List.of(BigInteger.ONE, BigInteger.ZERO, BigInteger.valueOf(200)), List.of(),
                List.of(few));
        Memory.ReadPort many = m.read("many", 12, c, null, m.ref(ra), UnderWrite.UNDEFINED);
        m.memory("manyRom", 12, 300, Memory.Style.BLOCK, LongStream.range(0, 300).mapToObj(i -> BigInteger.valueOf(i * 7)).toList(),
                List.of(), List.of(many));
        m.output("out", m.concat(m.ref(many.data()), m.ref(few.data())));
        return m.build();
    }

    static ModuleIr external() {
        Net clk = new Net("CK", 1, Net.Kind.CLOCK, Loc.UNKNOWN);
        Net d = new Net("D", 4, Net.Kind.INPUT, Loc.UNKNOWN);
        Net q = new Net("Q", 4, Net.Kind.OUTPUT, Loc.UNKNOWN);
        External delay = new External("Delay", List.of(clk, d, q), Map.of("WIDTH", "4"), """
                module Delay #(parameter WIDTH = 1) (input wire CK, input wire [WIDTH-1:0] D, output reg [WIDTH-1:0] Q);
                  initial Q = 0;
                  always @(posedge CK) Q <= D;
                endmodule
                """, null, Loc.UNKNOWN);
        ModuleSketch m = new ModuleSketch("Delayed");
        Net clock = m.clock("clk");
        Net in = m.input("in", 4);
        Map<String, Net> out = m.instance("delay", delay, Map.of("CK", m.ref(clock), "D", m.unary(UnaryOp.NOT, m.ref(in))));
        m.output("out", m.ref(out.get("Q")));
        return m.build();
    }

    static ModuleIr checks() {
        ModuleSketch m = new ModuleSketch("Checked");
        Clocking c = new Clocking(m.clock("clk"), m.input("rst", 1));
        Clocking bare = new Clocking(c.clock(), null);
        Net push = m.input("push", 1);
        Net level = m.register("level", 3);
        m.load(level, c, 0, m.ref(push), m.binary(BinaryOp.ADD, m.ref(level), m.lit(1, 3)));
        Net full = m.wire("full", m.binary(BinaryOp.EQ, m.ref(level), m.lit(7, 3)));
        m.check(Check.Kind.ASSERT, "full", c, m.ref(push), m.unary(UnaryOp.NOT, m.ref(full)), "pushed into a full queue");
        m.check(Check.Kind.ASSUME, "sometimesIdle", c, null, m.unary(UnaryOp.NOT, m.ref(push)), "the user rests");
        m.check(Check.Kind.COVER, "filled", bare, null, m.ref(full), "reached the top");
        m.output("empty", m.binary(BinaryOp.EQ, m.ref(level), m.lit(0, 3)));
        return m.build();
    }
}

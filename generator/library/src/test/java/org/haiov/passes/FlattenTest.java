package org.haiov.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.Clocking;
import org.haiov.ir.Expr;
import org.haiov.ir.External;
import org.haiov.ir.Loc;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.netlist.ModuleSketch;
import org.junit.jupiter.api.Test;

class FlattenTest {
    /** {@code sum} = state + in, loaded while {@code en}. */
    private static ModuleIr leaf() {
        ModuleSketch m = new ModuleSketch("Leaf");
        Clocking c = new Clocking(m.clock("clk"), m.input("rst", 1));
        Net in = m.input("in", 8);
        Net en = m.input("en", 1);
        Net state = m.register("state", 8);
        m.output("sum", m.binary(BinaryOp.ADD, m.ref(state), m.ref(in)));
        m.load(state, c, 3, m.ref(en), m.ref(in));
        Memory.ReadPort read = m.read("word", 8, m.slice(m.ref(in), 1, 0));
        m.memory("ram", 8, 4, Memory.Style.AUTO, List.of(),
                List.of(m.write(c, m.ref(en), m.slice(m.ref(in), 1, 0), m.ref(state), null)), List.of(read));
        m.output("out", m.ref(read.data()));
        return m.build();
    }

    private static FlatDesign twoLeaves() {
        ModuleIr leaf = leaf();
        ModuleSketch m = new ModuleSketch("Top");
        Net clock = m.clock("clock");
        Net reset = m.input("reset", 1);
        Net x = m.input("x", 8);
        Map<String, Net> first = m.instance("a", leaf, Map.of("clk", m.ref(clock), "rst", m.ref(reset), "in", m.ref(x),
                "en", m.lit(1, 1)));
        m.instance("b", leaf, Map.of("clk", m.ref(clock), "rst", m.ref(reset), "in", m.ref(first.get("sum")),
                "en", m.slice(m.ref(x), 0, 0)));
        m.output("y", m.ref(first.get("out")));
        return Flatten.run(ModuleSketch.design(m.build()));
    }

    @Test
    void namesOfOneValueLeadToOneNet() {
        FlatDesign flat = twoLeaves();
        Net sum = flat.signals().get("a.sum");
        assertEquals("a.sum", sum.name());
        assertEquals(Net.Kind.WIRE, sum.kind());
        assertSame(sum, flat.signals().get("a_sum"), "the parent's name of a child's output");
        assertSame(sum, flat.signals().get("b.in"), "the input of the child that the output is wired to");
        assertSame(flat.signals().get("x"), flat.signals().get("a.in"));
        assertSame(flat.signals().get("clock"), flat.signals().get("b.clk"));
        assertEquals("b.en", flat.signals().get("b.en").name(), "an input that is given an expression is a wire of its own");
    }

    @Test
    void everythingIsInTheTopModule() {
        FlatDesign flat = twoLeaves();
        ModuleIr top = flat.top();
        assertEquals(List.of("clock", "reset", "x", "y"), top.ports().stream().map(Net::name).toList());
        assertEquals(List.of("a.state", "b.state"), top.registers().stream().map(r -> r.net().name()).toList());
        assertEquals(List.of("a.ram", "b.ram"), top.memories().stream().map(Memory::name).toList());
        assertEquals(List.of(), top.instances());
        for (var r : top.registers()) {
            assertEquals("clock", r.clocking().clock().name());
            assertEquals("reset", r.clocking().reset().name());
        }
        assertEquals(List.copyOf(flat.memories().values()), top.memories());
        assertEquals(List.of("clock", "reset", "x", "y", "a_sum", "a_out", "b_sum", "b_out", "a.clk", "a.rst", "a.in", "a.en",
                "a.sum", "a.out", "a.state", "a.word", "b.clk", "b.rst", "b.in", "b.en", "b.sum", "b.out", "b.state", "b.word"),
                List.copyOf(flat.signals().keySet()));
    }

    @Test
    void externalModulesStay() {
        Net in = new Net("I", 4, Net.Kind.INPUT, Loc.UNKNOWN);
        Net out = new Net("O", 4, Net.Kind.OUTPUT, Loc.UNKNOWN);
        External cell = new External("CELL", List.of(in, out), Map.of(), "", null, Loc.UNKNOWN);
        ModuleSketch inner = new ModuleSketch("Inner");
        Net a = inner.input("a", 4);
        Map<String, Net> cellOut = inner.instance("cell", cell, Map.of("I", inner.binary(BinaryOp.XOR, inner.ref(a), inner.lit(5, 4))));
        inner.output("z", inner.ref(cellOut.get("O")));
        ModuleSketch outer = new ModuleSketch("Outer");
        Net p = outer.input("p", 4);
        Map<String, Net> z = outer.instance("inner", inner.build(), Map.of("a", outer.ref(p)));
        outer.output("q", outer.ref(z.get("z")));
        FlatDesign flat = Flatten.run(ModuleSketch.design(outer.build()));
        assertEquals(1, flat.top().instances().size());
        var instance = flat.top().instances().getFirst();
        assertEquals("inner.cell", instance.name());
        assertSame(cell, instance.definition());
        assertEquals("inner.cell_O", instance.outputs().get("O").name());
        assertSame(instance.outputs().get("O"), flat.signals().get("inner.cell.O"));
        assertTrue(instance.inputs().get("I") instanceof Expr.Ref(Net net, _) && net.name().equals("inner.cell.I"));
    }
}

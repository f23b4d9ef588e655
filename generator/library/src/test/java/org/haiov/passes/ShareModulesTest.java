package org.haiov.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haiov.hdl.Component;
import org.haiov.hdl.Elaborator;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.ir.Definition;
import org.haiov.ir.Design;
import org.haiov.ir.External;
import org.haiov.ir.Instance;
import org.haiov.ir.Loc;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.netlist.ModuleSketch;
import org.junit.jupiter.api.Test;

class ShareModulesTest {
    static class Top extends Component {
        final Signal out = output(8);

        Top(int... constants) {
            Signal sum = wire(8);
            org.haiov.hdl.Bits total = org.haiov.hdl.Bits.lit(0, 8);
            for (int constant : constants) {
                Middle middle = add(new Middle(constant));
                total = total.xor(middle.value);
            }
            sum.set(total);
            out.set(sum);
        }
    }

    static class Middle extends Component {
        final Signal value = output(8);

        Middle(int constant) {
            Leaf leaf = add(new Leaf(constant));
            value.set(leaf.value);
        }
    }

    static class Leaf extends Component {
        final Signal value = output(8);

        Leaf(int constant) {
            Reg r = reg(8, constant);
            r.set(r.plus(constant));
            value.set(r);
        }
    }

    private static List<String> names(Design design) {
        return design.definitions().stream().map(Definition::name).toList();
    }

    @Test
    void equalOnesAreOneAndDifferentOnesAreNumberedByFirstUse() {
        Design design = Checks.run(Elaborator.elaborate(new Top(5, 7, 5, 9, 7)));
        assertEquals(List.of("Leaf", "Middle", "Leaf_1", "Middle_1", "Leaf_2", "Middle_2", "Top"), names(design));
        assertEquals(List.of("Middle", "Middle_1", "Middle", "Middle_2", "Middle_1"),
                design.top().instances().stream().map(i -> i.definition().name()).toList());
        for (Instance i : design.top().instances()) {
            assertTrue(design.definitions().stream().anyMatch(d -> d == i.definition()), "instances and definitions are the same objects");
        }
    }

    @Test
    void sharedDesignIsLeftAlone() {
        Design once = Checks.run(Elaborator.elaborate(new Top(5, 7, 5)));
        Design twice = ShareModules.run(once);
        assertEquals(names(once), names(twice));
        assertSame(once.top(), twice.top());
    }

    @Test
    void namesThatDifferInCaseAloneAreToldApart() {
        ModuleIr first = leaf("Box", 8);
        ModuleIr second = leaf("BOX", 9);
        ModuleSketch m = new ModuleSketch("Boxes");
        m.instance("a", first, Map.of());
        m.instance("b", second, Map.of());
        Design design = ShareModules.run(new Design(m.build(), List.of(first, second, m.build()), List.of()));
        assertEquals(List.of("Box", "BOX_1"), names(design).subList(0, 2));
    }

    private static ModuleIr leaf(String name, int width) {
        ModuleSketch m = new ModuleSketch(name);
        m.output("o", m.lit(1, width));
        return m.build();
    }

    @Test
    void topKeepsItsNameAlsoWhereAPartHasIt() {
        ModuleIr inner = leaf("Tree", 3);
        ModuleSketch m = new ModuleSketch("Tree");
        m.instance("inner", inner, Map.of());
        ModuleIr top = m.build();
        assertEquals(List.of("Tree_1", "Tree"), names(ShareModules.run(new Design(top, List.of(inner, top), List.of()))));
    }

    /** Each of these differs from the first in one thing alone; a digest that overlooked it would merge them. */
    @Test
    void everyDifferenceCounts() {
        List<ModuleIr> variants = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ModuleSketch m = new ModuleSketch("V");
            Net a = m.input("a", 4);
            Net b = m.input("b", 4);
            Net c = m.input(i == 1 ? "d" : "c", 4);
            m.output("x", switch (i) {
                case 2 -> m.mux(m.slice(m.ref(a), 1, 1), m.ref(b), m.ref(c));
                case 3 -> m.mux(m.slice(m.ref(a), 0, 0), m.ref(c), m.ref(b));
                case 4 -> m.mux(m.slice(m.ref(a), 0, 0), m.ref(b), m.lit(3, 4));
                case 5 -> m.mux(m.slice(m.ref(a), 0, 0), m.ref(b), m.lit(4, 4));
                default -> m.mux(m.slice(m.ref(a), 0, 0), m.ref(b), m.ref(c));
            });
            variants.add(m.build());
        }
        long distinct = variants.stream().map(m -> StructureDigest.of(m, d -> d)).distinct().count();
        assertEquals(variants.size(), distinct);
    }

    @Test
    void externalsOfOneNameMustHaveOneSource() {
        External one = external("module X(input wire a); endmodule\n");
        External other = external("module X(input wire a); wire b = a; endmodule\n");
        ModuleSketch m = new ModuleSketch("Uses");
        Net a = m.input("a", 1);
        m.instance("x1", one, Map.of("a", m.ref(a)));
        m.instance("x2", other, Map.of("a", m.ref(a)));
        ModuleIr top = m.build();
        ModuleNameClash clash = assertThrows(ModuleNameClash.class,
                () -> ShareModules.run(new Design(top, List.of(one, other, top), List.of())));
        assertEquals("X.java:1: two external modules are named X and have different Verilog sources (also at X.java:1)\n"
                + "  rename one of the modules, or give both the same source and tell them apart by parameters", clash.getMessage());
    }

    private static External external(String source) {
        return new External("X", List.of(new Net("a", 1, Net.Kind.INPUT, Loc.UNKNOWN)), Map.of(), source, null,
                new Loc("X.java", 1, "X"));
    }
}

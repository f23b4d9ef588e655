package org.haiov.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.haiov.ir.Clocking;
import org.haiov.ir.Design;
import org.haiov.ir.Loc;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.netlist.ModuleSketch;
import org.junit.jupiter.api.Test;

class ValidateTest {
    private static void expect(String message, Consumer<ModuleSketch> body) {
        ModuleSketch m = new ModuleSketch("M");
        body.accept(m);
        Design design = ModuleSketch.design(m.build());
        assertEquals("ill-formed module M (M.java): " + message,
                assertThrows(IllegalStateException.class, () -> Validate.check(design)).getMessage());
    }

    @Test
    void wireWithoutDriver() {
        expect("lonely has no driver", m -> m.wire("lonely", 4));
    }

    @Test
    void twoDrivers() {
        expect("two drivers of w", m -> m.assign(m.wire("w", m.lit(1, 4)), m.lit(2, 4)));
    }

    @Test
    void drivenInput() {
        expect("driver of in, which is of kind INPUT", m -> m.assign(m.input("in", 4), m.lit(2, 4)));
    }

    @Test
    void netOfAnotherModule() {
        expect("stranger is not a net of it",
                m -> m.output("o", m.ref(new Net("stranger", 4, Net.Kind.WIRE, Loc.UNKNOWN))));
    }

    @Test
    void oneNameTwice() {
        expect("two things named x", m -> {
            m.input("x", 1);
            m.output("x", m.lit(0, 1));
        });
    }

    @Test
    void reservedName() {
        expect("name always", m -> m.input("always", 1));
    }

    @Test
    void clockThatIsNone() {
        expect("clock c of kind INPUT", m -> m.load(m.register("r", 1), new Clocking(m.input("c", 1), null), 0, null, m.lit(1, 1)));
    }

    @Test
    void childBehindItsParent() {
        ModuleSketch leaf = new ModuleSketch("Leaf");
        leaf.output("o", leaf.lit(1, 1));
        ModuleIr child = leaf.build();
        ModuleSketch m = new ModuleSketch("M");
        m.instance("child", child, Map.of());
        ModuleIr top = m.build();
        assertEquals("ill-formed module M (M.java): instance child of Leaf, which does not stand before it",
                assertThrows(IllegalStateException.class, () -> Validate.check(new Design(top, List.of(top, child), List.of())))
                        .getMessage());
    }
}

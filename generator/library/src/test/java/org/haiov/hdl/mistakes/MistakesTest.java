package org.haiov.hdl.mistakes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haiov.hdl.Bits;
import org.haiov.hdl.ClockDomain;
import org.haiov.hdl.Component;
import org.haiov.hdl.Elaborator;
import org.haiov.hdl.Mem;
import org.haiov.hdl.MemRead;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.Vec;
import org.haiov.hdl.error.BadDescription;
import org.haiov.hdl.error.BadSlice;
import org.haiov.hdl.error.DuplicateName;
import org.haiov.hdl.error.EndlessRecursion;
import org.haiov.hdl.error.NotAssignable;
import org.haiov.hdl.error.NotVisible;
import org.haiov.hdl.error.PartlyDriven;
import org.haiov.hdl.error.ReservedName;
import org.haiov.hdl.error.SilentTruncation;
import org.haiov.hdl.error.TwoDrivers;
import org.haiov.hdl.error.Undriven;
import org.haiov.hdl.error.UndrivenMemoryPort;
import org.haiov.hdl.error.WidthMismatch;
import org.haiov.ir.DesignException;
import org.haiov.ir.Memory.UnderWrite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * A mistake of each kind, with the message a user sees. Lines are written {@code <n>}, the n-th distinct line of the message, and
 * checked to lie in this file.
 */
class MistakesTest {
    static class Adder extends Component {
        final Signal a = input(8);
        final Signal b = input(4);
        final Signal sum = output(8);

        Adder() {
            sum.set(a.plus(b));
        }
    }

    @Test
    void widthMismatch() {
        expect(WidthMismatch.class, Adder::new, """
                <1>: add: Adder.a is 8 bits, Adder.b is 4 bits
                  widen the narrower one with zext or sext, or cut the wider one with low""");
    }

    static class Narrowing extends Component {
        final Signal a = input(8);
        final Signal low = output(4);

        Narrowing() {
            low.set(a);
        }
    }

    @Test
    void silentTruncation() {
        expect(SilentTruncation.class, Narrowing::new, """
                <1>: assignment to Narrowing.low of 4 bits: Narrowing.a is 8 bits (also at <2>)
                  cut on purpose with low(4) or slice""");
    }

    static class BigConstant extends Component {
        final Signal a = input(4);
        final Signal more = output(1);

        BigConstant() {
            more.set(a.eq(16));
        }
    }

    @Test
    void constantThatDoesNotFit() {
        expect(SilentTruncation.class, BigConstant::new, """
                <1>: constant 16 does not fit into 4 bits
                  use a wider operand, or cut on purpose""");
    }

    static class Forgotten extends Component {
        final Signal a = input(1);
        final Signal result = output(8);
    }

    @Test
    void undriven() {
        expect(Undriven.class, elaborating(Forgotten::new), """
                <1>: output Forgotten.result is never assigned
                  assign it with set(...) or connect(...)""");
    }

    static class HalfForgotten extends Component {
        final Signal a = input(4);
        final Signal result = output(8);

        HalfForgotten() {
            result.slice(3, 0).set(a);
        }
    }

    @Test
    void undrivenBits() {
        expect(Undriven.class, elaborating(HalfForgotten::new), """
                <1>: output HalfForgotten.result[7:4] is never assigned
                  assign it with set(...) or connect(...)""");
    }

    static class InnerForgotten extends Component {
        final Signal result = output(8);
        final Passing stage = add(new Passing());

        InnerForgotten() {
            result.set(stage.out);
        }
    }

    static class Passing extends Component {
        final Signal in = input(8);
        final Signal out = output(8);

        Passing() {
            out.set(in);
        }
    }

    @Test
    void undrivenInputOfAPart() {
        expect(Undriven.class, elaborating(InnerForgotten::new), """
                <1>: input InnerForgotten.stage.in is never assigned
                  assign it with set(...) or connect(...)""");
    }

    static class Latch extends Component {
        final Signal enable = input(1);
        final Signal a = input(8);
        final Signal held = output(8);

        Latch() {
            when(enable, () -> held.set(a));
        }
    }

    @Test
    void partlyDriven() {
        expect(PartlyDriven.class, elaborating(Latch::new), """
                <1>: Latch.held has no value on some path of the choice here (also at <2>)
                  assign it on every path, or give it a default before the choice""");
    }

    static class LatchInSwitch extends Component {
        final Signal select = input(2);
        final Signal a = input(8);
        final Signal chosen = output(8);

        LatchInSwitch() {
            switchOn(select).is(0, () -> chosen.set(a)).is(1, () -> chosen.set(a.not())).is(2, () -> chosen.set(0));
        }
    }

    @Test
    void partlyDrivenSwitch() {
        expect(PartlyDriven.class, elaborating(LatchInSwitch::new), """
                <1>: LatchInSwitch.chosen has no value on some path of the choice here (also at <2>)
                  assign it on every path, or give it a default before the choice""");
    }

    static class Twice extends Component {
        final Signal a = input(8);
        final Signal result = output(8);

        Twice() {
            result.connect(a);
            result.connect(a.not());
        }
    }

    @Test
    void twoDrivers() {
        expect(TwoDrivers.class, Twice::new, """
                <1>: two drivers of Twice.result, connected twice (also at <2>)
                  keep one, or choose between the two with mux or when""");
    }

    static class ConnectedAndSet extends Component {
        final Signal a = input(8);
        final Signal result = output(8);

        ConnectedAndSet() {
            result.connect(a);
            result.set(0);
        }
    }

    @Test
    void twoDriversOfTwoKinds() {
        expect(TwoDrivers.class, elaborating(ConnectedAndSet::new), """
                <1>: two drivers of ConnectedAndSet.result: connected, and assigned with set (also at <2>)
                  use one of the two""");
    }

    static class PortForgotten extends Component {
        final Signal word = output(8);
        final Mem store = mem(8, 16);

        PortForgotten() {
            MemRead port = store.readPort(clock(), UnderWrite.OLD);
            word.set(port.data());
        }
    }

    @Test
    void undrivenMemoryPort() {
        expect(UndrivenMemoryPort.class, elaborating(PortForgotten::new), """
                <1>: address of a read port of memory PortForgotten.store is never assigned (also at <2>)
                  assign it with set(...) or connect(...)""");
    }

    static class Reserved extends Component {
        final Signal begin = input(1);
        final Signal end = output(1);

        Reserved() {
            end.set(begin);
        }
    }

    @Test
    void reservedName() {
        expect(ReservedName.class, elaborating(Reserved::new), """
                <1>: Reserved.begin: Verilog or SystemVerilog keeps this word for itself
                  rename the Java variable, or give another name with named(...)""");
    }

    static class SameName extends Component {
        final Signal a = input(1);
        final Signal b = output(1).named("a");

        SameName() {
            b.set(a);
        }
    }

    @Test
    void duplicateName() {
        expect(DuplicateName.class, elaborating(SameName::new), """
                <1>: two things in SameName are named a (also at <2>)
                  rename one of them""");
    }

    static class Endless extends Component {
        final Endless inner = add(new Endless());
    }

    @Test
    void recursionWithoutEnd() {
        expect(EndlessRecursion.class, Endless::new, """
                <1>: module Endless contains itself, 201 deep
                  let a constructor argument shrink and stop at its smallest value""");
    }

    static class NeverAdded extends Component {
        final Signal out = output(8);

        NeverAdded() {
            Passing stage = new Passing();
            stage.in.set(0);
            out.set(stage.out);
        }
    }

    @Test
    void partThatWasNeverAdded() {
        expect(NotAssignable.class, NeverAdded::new, """
                <1>: input Passing.in is assigned, but nothing is around Passing (also at <2>)
                  inside its own component an input is only read; from outside, add(...) the component first""");
    }

    static class ReachingIn extends Component {
        final Signal out = output(8);
        final Hiding inner = add(new Hiding());

        ReachingIn() {
            out.set(inner.secret);
        }
    }

    static class Hiding extends Component {
        final Reg secret = reg(8, 0);
        final Signal shown = output(8);

        Hiding() {
            secret.set(secret.plus(1));
            shown.set(secret);
        }
    }

    @Test
    void notVisible() {
        expect(NotVisible.class, elaborating(ReachingIn::new), """
                <1>: ReachingIn.inner.secret is used in ReachingIn, which cannot see it (also at <2>)
                  a component sees its own signals and the ports of its parts; pass the value through ports""");
    }

    static class Unbound extends Component {
        final TwoClocks inner = add(new TwoClocks());
        final Signal out = output(1);

        Unbound() {
            out.set(inner.out);
        }
    }

    static class TwoClocks extends Component {
        final ClockDomain slow = domain();
        final Signal out = output(1);

        TwoClocks() {
            Reg toggle = reg(1, 0).in(slow);
            toggle.set(toggle.not());
            out.set(toggle);
        }
    }

    @Test
    void clockDomainNotBound() {
        expect(Undriven.class, elaborating(Unbound::new), """
                <1>: clock domain slow_clk of Unbound.inner is not bound (also at <2>)
                  bind it to one of this component's with bind(child's, own)""");
    }

    static class PastTheEnd extends Component {
        final Signal a = input(8);
        final Signal out = output(4);

        PastTheEnd() {
            out.set(a.slice(9, 6));
        }
    }

    @Test
    void sliceOutside() {
        expect(BadSlice.class, PastTheEnd::new, """
                <1>: slice [9:6] of PastTheEnd.a is 8 bits
                  bits go from 7 down to 0""");
    }

    static class CaseTwice extends Component {
        final Signal a = input(2);
        final Signal out = output(1);

        CaseTwice() {
            out.set(0);
            switchOn(a).is(1, () -> out.set(1)).is(1, () -> out.set(0));
        }
    }

    @Test
    void caseTwice() {
        expect(BadDescription.class, CaseTwice::new, """
                <1>: value 1 stands in two cases of one switch
                  merge the cases""");
    }

    static class IndexTooNarrow extends Component {
        final Signal index = input(1);
        final Vec<Signal> words = Vec.of(4, i -> input(8));
        final Signal out = output(8);

        IndexTooNarrow() {
            out.set(words.read(index));
        }
    }

    @Test
    void indexWidth() {
        expect(WidthMismatch.class, IndexTooNarrow::new, """
                <1>: index of a vector of 4: IndexTooNarrow.index is 1 bit, not 2
                  widen it with zext or cut it with low""");
    }

    static class LateChange extends Component {
        final Signal a = input(1);
        final Signal out = output(1);

        LateChange() {
            out.set(a);
        }
    }

    @Test
    void changeAfterElaboration() {
        LateChange late = new LateChange();
        Elaborator.elaborate(late);
        expect(BadDescription.class, () -> late.out.set(late.a.not()), """
                <1>: component LateChange was changed after it was elaborated
                  describe everything in the constructor""");
    }

    @Test
    void muxConditionOfSeveralBits() {
        expect(WidthMismatch.class, () -> Bits.lit(2, 2).mux(Bits.lit(true), Bits.lit(false)), """
                <1>: condition of mux: constant 2 is 2 bits, not 1
                  reduce it: any(), all() or a comparison""");
    }

    private static Executable elaborating(java.util.function.Supplier<Component> component) {
        return () -> Elaborator.elaborate(component.get());
    }

    private static void expect(Class<? extends DesignException> kind, Executable mistake, String message) {
        DesignException thrown = assertThrows(kind, mistake);
        java.util.List<String> lines = new java.util.ArrayList<>();
        StringBuilder shown = new StringBuilder();
        Matcher m = Pattern.compile("MistakesTest\\.java:\\d+").matcher(thrown.getMessage());
        while (m.find()) {
            if (!lines.contains(m.group())) {
                lines.add(m.group());
            }
            m.appendReplacement(shown, "<" + (lines.indexOf(m.group()) + 1) + ">");
        }
        m.appendTail(shown);
        assertEquals(message, shown.toString());
        assertEquals(lines.getFirst(), thrown.places().getFirst().toString());
    }
}

package org.haiov.hdl.elaboration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.haiov.hdl.Bits;
import org.haiov.hdl.Bundle;
import org.haiov.hdl.ClockDomain;
import org.haiov.hdl.Component;
import org.haiov.hdl.Elaborator;
import org.haiov.hdl.Mem;
import org.haiov.hdl.Reg;
import org.haiov.hdl.Signal;
import org.haiov.hdl.StateMachine;
import org.haiov.hdl.Vec;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.Expr;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.junit.jupiter.api.Test;

/** What the construction API makes of a description: names, directions, multiplexers, clocks. */
class ElaborationTest {
    static class Named extends Component {
        final Signal a = input(8);
        final Signal b = input(8);
        final Signal out = output(8);
        private final Reg kept = reg(8, 3);
        private final List<Signal> stages = new ArrayList<>();

        Named() {
            Bits total = a.plus(b);
            Signal between = wire(8);
            between.set(total.xor(kept));
            kept.set(between);
            for (int i = 0; i < 2; i++) {
                stages.add(wire(8));
                stages.get(i).set(kept.plus(i));
            }
            out.set(stages.get(0).and(stages.get(1)));
        }
    }

    @Test
    void signalsAreNamedAfterFieldsVariablesAndCollections() {
        ModuleIr m = module(new Named());
        assertEquals(List.of("clk", "rst", "a", "b", "out"), m.ports().stream().map(Net::name).toList());
        assertEquals(List.of("kept", "between", "stages_0", "stages_1", "total"), m.nets().stream().map(Net::name).toList());
    }

    @Test
    void everythingKnowsItsLine() {
        ModuleIr m = module(new Named());
        Net kept = m.registers().getFirst().net();
        Net between = m.nets().get(1);
        assertEquals("ElaborationTest.java", kept.loc().file());
        assertEquals(5, between.loc().line() - kept.loc().line(), "lines between field kept and variable between"
                + " (change the number when the example above changes)");
    }

    static class Compound extends Component {
        final Signal a = input(4);
        final Signal out = output(2);

        Compound() {
            Bits none = a.isZero();
            Bits more = a.plusCarry(a);
            out.set(Bits.cat(none, more.msb()));
        }
    }

    @Test
    void anOperatorOfSeveralNodesGivesItsNameToTheLast() {
        assertEquals(List.of("none", "more"), module(new Compound()).nets().stream().map(Net::name).toList());
    }

    static class Helped extends Component {
        final Signal left = made(1);
        final Signal right = made(2);
        final Vec<Reg> kept = Vec.of(2, i -> {
            Reg inner = reg(1, 0);
            inner.set(1);
            return inner;
        });

        private Signal made(int value) {
            Signal out = output(4);
            out.set(value);
            return out;
        }
    }

    @Test
    void aFieldsNameGoesBeforeALocalVariables() {
        ModuleIr m = module(new Helped());
        assertEquals(List.of("clk", "rst", "left", "right"), m.ports().stream().map(Net::name).toList());
        assertEquals(List.of("kept_0", "kept_1"), m.nets().stream().map(Net::name).toList());
    }

    record Stream(Signal valid, Signal ready, Signal data) implements Bundle {
        static Stream of(int width) {
            return new Stream(Signal.of(1), Bundle.flip(Signal.of(1)), Signal.of(width));
        }
    }

    record Pair(Stream left, Vec<Stream> right) implements Bundle {
        static Pair of(int width) {
            return new Pair(Stream.of(width), Vec.of(2, i -> Bundle.flip(Stream.of(width))));
        }
    }

    static class Ports extends Component {
        final Pair in = input(Pair.of(4));

        Ports() {
            in.left().ready().set(in.right().get(0).ready());
            for (Stream s : in.right()) {
                s.valid().set(in.left().valid());
                s.data().set(in.left().data());
            }
        }
    }

    @Test
    void bundlesNestAndFlip() {
        List<String> ports = module(new Ports()).ports().stream().map(p -> p.kind() + " " + p.name() + " " + p.width()).toList();
        assertEquals(List.of("INPUT in_left_valid 1", "OUTPUT in_left_ready 1", "INPUT in_left_data 4",
                "OUTPUT in_right_0_valid 1", "INPUT in_right_0_ready 1", "OUTPUT in_right_0_data 4",
                "OUTPUT in_right_1_valid 1", "INPUT in_right_1_ready 1", "OUTPUT in_right_1_data 4"), ports);
    }

    static class LastWins extends Component {
        final Signal c = input(1);
        final Signal d = input(1);
        final Signal out = output(4);

        LastWins() {
            out.set(1);
            when(c, () -> out.set(2)).elseWhen(d, () -> out.slice(3, 2).set(3));
            out.bit(0).set(c);
        }
    }

    @Test
    void theLastAssignmentThatAppliesWins() {
        ModuleIr m = module(new LastWins());
        for (int c = 0; c < 2; c++) {
            for (int d = 0; d < 2; d++) {
                int expected = (c == 1 ? 2 : d == 1 ? 0b1101 : 1) & ~1 | c;
                BigInteger value = new Evaluator(m).with("c", c).with("d", d).value("out");
                assertEquals(expected, value.intValue(), "c=" + c + " d=" + d);
            }
        }
    }

    enum Light { RED, GREEN, YELLOW }

    static class Lights extends Component {
        final Signal go = input(1);
        final Signal stop = output(1);

        Lights() {
            StateMachine<Light> light = machine(Light.RED);
            light.in(Light.RED, () -> when(go, () -> light.go(Light.GREEN)));
            light.in(Light.GREEN, () -> light.go(Light.YELLOW));
            light.in(Light.YELLOW, () -> light.go(Light.RED));
            stop.set(light.is(Light.RED));
        }
    }

    @Test
    void aStateMachineIsARegisterAndASwitch() {
        ModuleIr m = module(new Lights());
        Net light = m.registers().getFirst().net();
        assertEquals("light", light.name());
        int[][] next = {{0, 0, 0}, {0, 1, 1}, {1, 0, 2}, {2, 1, 0}};
        for (int[] n : next) {
            assertEquals(n[2], new Evaluator(m).with("light", n[0]).with("go", n[1]).next("light").intValue());
        }
    }

    static class Writes extends Component {
        final Signal go = input(1);
        final Signal address = input(4);
        final Signal out = output(8);
        final Mem store = mem(8, 10).init(List.of(BigInteger.ONE));

        Writes() {
            when(go, () -> store.write(address, Bits.lit(7, 8)));
            Bits word = store.read(address);
            out.set(word);
        }
    }

    @Test
    void aWriteTakesTheConditionAroundItAndAReadTheVariablesName() {
        ModuleIr m = module(new Writes());
        var memory = m.memories().getFirst();
        assertEquals("store", memory.name());
        assertEquals(4, memory.addressWidth());
        assertEquals("go", ((Expr.Ref) memory.writes().getFirst().enable()).net().name());
        assertEquals("word", memory.reads().getFirst().data().name());
    }

    static class Outer extends Component {
        final ClockDomain fast = domain();
        final Signal in = input(1);
        final Signal out = output(1);

        Outer() {
            Toggle inner = add(new Toggle());
            bind(inner.clock(), fast);
            Bits seen = synchronize(inner.out, clock());
            out.set(seen.and(in));
        }
    }

    static class Toggle extends Component {
        final Signal out = output(1);

        Toggle() {
            Reg state = reg(1, 0);
            state.set(state.not());
            out.set(state);
        }
    }

    @Test
    void clocksAreBoundAndSynchronisersMarked() {
        ModuleIr m = module(new Outer());
        assertEquals(List.of("clk", "fast_clk", "fast_rst", "in", "out"), m.ports().stream().map(Net::name).toList());
        assertEquals("fast_clk", ((Expr.Ref) m.instances().getFirst().inputs().get("clk")).net().name());
        assertEquals("fast_rst", ((Expr.Ref) m.instances().getFirst().inputs().get("rst")).net().name());
        assertEquals(List.of("seen_meta", "seen"), m.registers().stream().map(r -> r.net().name()).toList());
        assertTrue(m.registers().stream().allMatch(r -> r.synchronizer() && !r.resettable()));
    }

    static class Deep extends Component {
        final Signal in = input(1);
        final Signal out = output(1);

        Deep() {
            Bits[] x = {in};
            for (int i = 0; i < 200_000; i++) {
                x[0] = x[0].not();
            }
            out.set(x[0]);
        }
    }

    @Test
    void aChainOfAnyLengthElaborates() {
        assertEquals(1, module(new Deep()).ports().stream().filter(p -> p.kind() == Net.Kind.OUTPUT).count());
    }

    static class ReadBack extends Component {
        final Signal in = input(8);
        final Signal out = output(8);

        ReadBack() {
            Echo echo = add(new Echo());
            echo.a.set(in.plus(1));
            out.set(echo.a.plus(echo.b));
        }
    }

    static class Echo extends Component {
        final Signal a = input(8);
        final Signal b = output(8);

        Echo() {
            b.set(a);
        }
    }

    @Test
    void whatDrivesAPartCanBeReadBack() {
        ModuleIr m = module(new ReadBack());
        assertEquals(List.of("echo_b", "echo_a"), m.nets().stream().map(Net::name).toList());
        assertEquals("echo_a", ((Expr.Ref) m.instances().getFirst().inputs().get("a")).net().name());
        assertTrue(m.assigns().stream().anyMatch(a -> a.target().name().equals("out")
                && a.value() instanceof Expr.Binary b && b.op() == BinaryOp.ADD));
    }

    private static ModuleIr module(Component c) {
        return Elaborator.elaborate(c).top();
    }
}

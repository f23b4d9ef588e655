package org.haiov.sim.engine.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.haiov.ir.Assign;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.Design;
import org.haiov.ir.Expr;
import org.haiov.ir.Loc;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.UnaryOp;
import org.haiov.sim.engine.Simulation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operator at every kind of width, against BigInteger. */
class OperatorTest {
    private static final int VALUES = 40;

    @ParameterizedTest(name = "width {0}")
    @ValueSource(ints = {1, 2, 7, 16, 30, 31, 32, 33, 47, 62, 63, 64, 65, 96, 127, 128, 129, 191, 192, 200})
    void everyOperator(int width) {
        Random random = new Random(width);
        Net clock = new Net("clk", 1, Net.Kind.CLOCK, Loc.UNKNOWN);
        Net a = new Net("a", width, Net.Kind.INPUT, Loc.UNKNOWN);
        Net b = new Net("b", width, Net.Kind.INPUT, Loc.UNKNOWN);
        Net amount = new Net("amount", 8, Net.Kind.INPUT, Loc.UNKNOWN);
        Net other = new Net("other", 1 + random.nextInt(200), Net.Kind.INPUT, Loc.UNKNOWN);
        List<Net> inputs = List.of(a, b, amount, other);
        List<Net> ports = new ArrayList<>(List.of(clock));
        ports.addAll(inputs);
        List<Assign> assigns = new ArrayList<>();
        for (Expr e : expressions(a, b, amount, other, random)) {
            Net out = new Net("out" + assigns.size(), e.width(), Net.Kind.OUTPUT, Loc.UNKNOWN);
            ports.add(out);
            assigns.add(new Assign(out, e, Loc.UNKNOWN));
        }
        ModuleIr top = new ModuleIr("operators", "Operators", ports, List.of(), assigns, List.of(), List.of(), List.of(), List.of(),
                Loc.UNKNOWN);
        ReferenceSimulator reference = new ReferenceSimulator(top);
        try (Simulation sim = new JvmEngine().open(new Design(top, List.of(top), List.of()))) {
            for (int i = 0; i < VALUES; i++) {
                for (Net input : inputs) {
                    BigInteger value = value(input.width(), random);
                    sim.poke(input.name(), value);
                    reference.poke(input, value);
                }
                if (random.nextInt(4) == 0) {
                    sim.poke("b", reference.peek(a));
                    reference.poke(b, reference.peek(a));
                }
                for (Assign assign : assigns) {
                    assertEquals(reference.peek(assign.target()), sim.peekBig(assign.target().name()),
                            () -> assign.value() + " of " + inputs.stream().map(reference::peek).toList());
                }
            }
        }
    }

    /** Corners as often as anything else. */
    private static BigInteger value(int width, Random random) {
        BigInteger end = BigInteger.ONE.shiftLeft(width);
        return switch (random.nextInt(6)) {
            case 0 -> BigInteger.ZERO;
            case 1 -> end.subtract(BigInteger.ONE);
            case 2 -> BigInteger.ONE.shiftLeft(width - 1);
            case 3 -> BigInteger.ONE.shiftLeft(random.nextInt(width));
            default -> new BigInteger(width, random);
        };
    }

    private static List<Expr> expressions(Net a, Net b, Net amount, Net other, Random random) {
        Expr x = new Expr.Ref(a, Loc.UNKNOWN);
        Expr y = new Expr.Ref(b, Loc.UNKNOWN);
        Expr z = new Expr.Ref(other, Loc.UNKNOWN);
        int width = a.width();
        Expr constant = new Expr.Lit(value(width, random), width, Loc.UNKNOWN);
        List<Expr> all = new ArrayList<>();
        for (UnaryOp op : UnaryOp.values()) {
            all.add(new Expr.Unary(op, x, Loc.UNKNOWN));
        }
        for (BinaryOp op : BinaryOp.values()) {
            switch (op.shape()) {
                case SHIFT -> {
                    all.add(new Expr.Binary(op, x, new Expr.Ref(amount, Loc.UNKNOWN), Loc.UNKNOWN));
                    all.add(new Expr.Binary(op, x, z, Loc.UNKNOWN));
                    all.add(new Expr.Binary(op, x, new Expr.Lit(BigInteger.valueOf(random.nextInt(256)), 8, Loc.UNKNOWN), Loc.UNKNOWN));
                }
                case PRODUCT -> {
                    all.add(new Expr.Binary(op, x, y, Loc.UNKNOWN));
                    all.add(new Expr.Binary(op, z, x, Loc.UNKNOWN));
                }
                default -> {
                    all.add(new Expr.Binary(op, x, y, Loc.UNKNOWN));
                    all.add(new Expr.Binary(op, x, constant, Loc.UNKNOWN));
                    all.add(new Expr.Binary(op, constant, x, Loc.UNKNOWN));
                }
            }
        }
        int lo = random.nextInt(width);
        all.add(new Expr.Slice(x, lo + random.nextInt(width - lo), lo, Loc.UNKNOWN));
        all.add(new Expr.Concat(List.of(x, z, y), Loc.UNKNOWN));
        all.add(new Expr.Extend(x, width + 1 + random.nextInt(100), true, Loc.UNKNOWN));
        all.add(new Expr.Extend(x, width + 1 + random.nextInt(100), false, Loc.UNKNOWN));
        all.add(new Expr.Mux(new Expr.Slice(z, 0, 0, Loc.UNKNOWN), x, y, Loc.UNKNOWN));
        return all;
    }
}

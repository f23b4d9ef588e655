package org.haiov.sim.engine.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.haiov.ir.Assign;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.Clocking;
import org.haiov.ir.Design;
import org.haiov.ir.Expr;
import org.haiov.ir.Loc;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.Register;
import org.haiov.sim.engine.EngineOptions;
import org.haiov.sim.engine.Simulation;
import org.haiov.sim.engine.jvm.plan.Limits;
import org.junit.jupiter.api.Test;

/** Designs that do not fit in one method, in depth and in breadth. */
class LargeDesignTest {
    private static final Net CLOCK = new Net("clk", 1, Net.Kind.CLOCK, Loc.UNKNOWN);

    private static Design design(List<Net> nets, List<Assign> assigns, List<Register> registers) {
        ModuleIr top = new ModuleIr("large", "Large", List.of(CLOCK), nets, assigns, registers, List.of(), List.of(),
                List.of(), Loc.UNKNOWN);
        return new Design(top, List.of(top), List.of());
    }

    private static Net register(int i) {
        return new Net("r" + i, 32, Net.Kind.REGISTER, Loc.UNKNOWN);
    }

    private static Register register(Net net, Expr next, int init) {
        return new Register(net, new Clocking(CLOCK, null), false, BigInteger.valueOf(init), null, next, false, Loc.UNKNOWN);
    }

    /** A ring in which every register takes the sum of both neighbours: no order of the registers does without a second copy. */
    private static Design ring(int size) {
        List<Net> nets = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            nets.add(register(i));
        }
        List<Register> registers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Expr left = new Expr.Ref(nets.get((i + size - 1) % size), Loc.UNKNOWN);
            Expr right = new Expr.Ref(nets.get((i + 1) % size), Loc.UNKNOWN);
            registers.add(register(nets.get(i), new Expr.Binary(BinaryOp.ADD, left, right, Loc.UNKNOWN), i));
        }
        return design(nets, List.of(), registers);
    }

    @Test
    void aLimitThatWasTooLargeIsLowered() {
        int size = 3000;
        int[] now = new int[size];
        for (int i = 0; i < size; i++) {
            now[i] = i;
        }
        // Costs so large that the first cut gives one method of far more than 8,000 bytes.
        Limits limits = new Limits(1, 1_000_000, 6);
        try (Simulation sim = new JvmEngine(limits).open(ring(size), EngineOptions.DEFAULT)) {
            for (int cycle = 0; cycle < 5; cycle++) {
                sim.step();
                int[] next = new int[size];
                for (int i = 0; i < size; i++) {
                    next[i] = now[(i + size - 1) % size] + now[(i + 1) % size];
                }
                now = next;
            }
            for (int i = 0; i < size; i++) {
                assertEquals(now[i] & 0xffffffffL, sim.peek("r" + i), "r" + i);
            }
        }
    }

    @Test
    void longChainsOfWiresDoNotOverflowTheStack() {
        int depth = 20_000;
        Net net = register(0);
        List<Net> nets = new ArrayList<>(List.of(net));
        List<Assign> assigns = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            Expr last = new Expr.Ref(nets.getLast(), Loc.UNKNOWN);
            Expr more = new Expr.Binary(BinaryOp.XOR, last, new Expr.Lit(BigInteger.valueOf(i), 32, Loc.UNKNOWN), Loc.UNKNOWN);
            Net wire = new Net("w" + i, 32, Net.Kind.WIRE, Loc.UNKNOWN);
            assigns.add(new Assign(wire, new Expr.Binary(BinaryOp.ADD, more, new Expr.Ref(net, Loc.UNKNOWN), Loc.UNKNOWN), Loc.UNKNOWN));
            nets.add(wire);
        }
        Register register = register(net, new Expr.Ref(nets.getLast(), Loc.UNKNOWN), 7);
        try (Simulation sim = new JvmEngine().open(design(nets, assigns, List.of(register)), EngineOptions.DEFAULT)) {
            sim.step();
            int expected = 7;
            for (int i = 0; i < depth; i++) {
                expected = (expected ^ i) + 7;
            }
            assertEquals(expected & 0xffffffffL, sim.peek("r0"));
        }
    }
}

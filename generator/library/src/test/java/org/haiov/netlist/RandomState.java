package org.haiov.netlist;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.haiov.ir.Clocking;
import org.haiov.ir.Expr;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;

/** Makes a module of registers and memories of every kind, the same for the same random numbers. */
public final class RandomState {
    private static final int REGISTERS = 40;
    private static final int MEMORIES = 16;
    private static final int WIDEST = 40;

    private final Random random;
    private final ModuleSketch sketch = new ModuleSketch("State");
    private final Clocking resettable = new Clocking(sketch.clock("clk"), sketch.input("rst", 1));
    private final Clocking bare = new Clocking(resettable.clock(), null);
    private final RandomExpressions expressions;
    private final ModuleIr module;

    public RandomState(Random random) {
        this.random = random;
        List<Net> readable = new ArrayList<>();
        for (int width : new int[] {1, 1, 2, 3, 4, 8, 16, 33, WIDEST}) {
            readable.add(sketch.input("in" + readable.size(), width));
        }
        List<Net> registers = new ArrayList<>();
        for (int i = 0; i < REGISTERS; i++) {
            registers.add(sketch.register("r" + i, 1 + random.nextInt(i % 2 == 0 ? 4 : WIDEST)));
        }
        readable.addAll(registers);
        expressions = new RandomExpressions(sketch, readable, random, WIDEST);
        for (Net r : registers) {
            sketch.load(r, random.nextBoolean() ? resettable : bare, random.nextInt(1 << Math.min(4, r.width())),
                    random.nextInt(3) == 0 ? expressions.expr(1, 1) : null, next(r, random.nextInt(5)));
            sketch.output("see_" + r.name(), sketch.ref(r));
        }
        for (int i = 0; i < MEMORIES; i++) {
            memory("m" + i);
        }
        module = sketch.build();
    }

    public ModuleIr module() {
        return module;
    }

    public Net clock() {
        return resettable.clock();
    }

    public Net reset() {
        return resettable.reset();
    }

    /** A value in which, on some paths, the register keeps its own. */
    private Expr next(Net register, int depth) {
        int width = register.width();
        if (depth == 0) {
            return random.nextInt(3) == 0 ? sketch.ref(register) : expressions.expr(width, random.nextInt(3));
        }
        if (random.nextInt(3) > 0) {
            return sketch.mux(expressions.expr(1, 1), next(register, depth - 1), next(register, depth - 1));
        }
        List<Expr.Switch.Case> cases = IntStream.range(0, 1 + random.nextInt(3)).mapToObj(i ->
                new Expr.Switch.Case(List.of(BigInteger.valueOf(2L * i), BigInteger.valueOf(2L * i + 1)), next(register, depth - 1))).toList();
        return new Expr.Switch(expressions.expr(3, 1), cases, next(register, depth - 1), sketch.loc());
    }

    private void memory(String name) {
        int depth = 1 + random.nextInt(12);
        int address = Memory.addressWidth(depth);
        int mask = 1 + random.nextInt(4);
        int width = mask * (1 + random.nextInt(8));
        List<BigInteger> init = random.nextBoolean() ? List.of()
                : IntStream.rangeClosed(1, random.nextInt(depth + 1)).mapToObj(_ -> new BigInteger(width, random)).toList();
        List<Memory.WritePort> writes = IntStream.range(0, random.nextInt(3)).mapToObj(_ -> sketch.write(bare, expressions.expr(1, 1),
                expressions.expr(address, 1), expressions.expr(width, 1), random.nextBoolean() ? expressions.expr(mask, 1) : null)).toList();
        List<Memory.ReadPort> reads = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            String data = name + "_read" + i;
            reads.add(random.nextBoolean() ? sketch.read(data, width, expressions.expr(address, 1))
                    : sketch.read(data, width, bare, random.nextBoolean() ? expressions.expr(1, 1) : null, expressions.expr(address, 1),
                            Memory.UnderWrite.values()[random.nextInt(3)]));
        }
        sketch.memory(name, width, depth, Memory.Style.AUTO, init, writes, reads);
        reads.forEach(r -> sketch.output("see_" + r.data().name(), sketch.ref(r.data())));
    }
}

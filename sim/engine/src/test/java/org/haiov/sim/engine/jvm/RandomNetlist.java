package org.haiov.sim.engine.jvm;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.haiov.ir.Assign;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.Check;
import org.haiov.ir.Clocking;
import org.haiov.ir.Design;
import org.haiov.ir.Expr;
import org.haiov.ir.Loc;
import org.haiov.ir.Memory;
import org.haiov.ir.ModuleIr;
import org.haiov.ir.Net;
import org.haiov.ir.Register;
import org.haiov.ir.UnaryOp;

/** Makes netlists that have something of everything, from a seed. */
final class RandomNetlist {
    private static final int[] WIDTHS = {1, 1, 1, 2, 3, 5, 8, 16, 31, 32, 33, 48, 63, 64, 65, 100, 128, 200};
    private final Random random;
    private final int size;
    private final boolean paths;
    private final List<Net> ports = new ArrayList<>();
    private final List<Net> nets = new ArrayList<>();
    private final List<Assign> assigns = new ArrayList<>();
    private final List<Register> registers = new ArrayList<>();
    private final List<Memory> memories = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    /** What an expression may read, so that no loop comes about. */
    private final List<Net> readable = new ArrayList<>();
    private final List<Clocking> clockings = new ArrayList<>();

    /** A netlist without hierarchy, whose names are paths. */
    RandomNetlist(long seed, int size) {
        this(seed, size, true);
    }

    /**
     * @param size about how many registers and wires
     * @param paths whether names have dots, as {@link org.haiov.passes.Flatten} gives them; without, the netlist can be printed
     */
    RandomNetlist(long seed, int size, boolean paths) {
        this.paths = paths;
        this.random = new Random(seed);
        this.size = size;
    }

    /** @param assertions whether some checks may fail */
    Design design(boolean assertions) {
        Net clock = port("clk", 1, Net.Kind.CLOCK);
        Net slow = port("slow_clk", 1, Net.Kind.CLOCK);
        Net reset = port("rst", 1, Net.Kind.INPUT);
        clockings.add(new Clocking(clock, reset));
        clockings.add(new Clocking(clock, reset));
        clockings.add(new Clocking(slow, null));
        for (int i = 0; i < 4; i++) {
            readable.add(port("in" + i, width(), Net.Kind.INPUT));
        }
        List<Net> states = new ArrayList<>();
        for (int i = 0; i < size / 2; i++) {
            Net net = net(path("r" + i), width(), Net.Kind.REGISTER);
            states.add(net);
            readable.add(net);
        }
        for (int i = 0; i < 3; i++) {
            memories.add(memory(i));
        }
        for (int i = 0; i < size; i++) {
            Net wire = new Net(path("w" + i), width(), Net.Kind.WIRE, Loc.UNKNOWN);
            assigns.add(new Assign(wire, expr(wire.width(), 3), Loc.UNKNOWN));
            nets.add(wire);
            readable.add(wire);
        }
        memories.replaceAll(this::connect);
        List<Expr> guards = guards();
        for (Net state : states) {
            registers.add(register(state, guards));
        }
        if (assertions) {
            for (int i = 0; i < 4; i++) {
                Check.Kind kind = i < 2 ? Check.Kind.COVER : i == 2 ? Check.Kind.ASSERT : Check.Kind.ASSUME;
                Expr condition = kind == Check.Kind.COVER ? expr(1, 2) : reduce(UnaryOp.REDUCE_OR, expr(9, 2));
                checks.add(new Check(kind, path("check" + i), clockings.get(i % 3), i == 0 ? null : expr(1, 1), condition, "check " + i,
                        Loc.UNKNOWN));
            }
        }
        for (int i = 0; i < 3; i++) {
            Net out = port("out" + i, width(), Net.Kind.OUTPUT);
            assigns.add(new Assign(out, expr(out.width(), 2), Loc.UNKNOWN));
        }
        ModuleIr top = new ModuleIr("random", "Random", ports, nets, assigns, registers, memories, List.of(), checks, Loc.UNKNOWN);
        return new Design(top, List.of(top), List.of());
    }

    /** Conditions for registers, some in terms of others, some read by name, as nested when-blocks have them. */
    private List<Expr> guards() {
        List<Expr> guards = new ArrayList<>(List.of(expr(1, 2), expr(1, 2)));
        for (int i = 0; i < 4; i++) {
            BinaryOp op = random.nextInt(3) == 0 ? BinaryOp.OR : BinaryOp.AND;
            Expr other = guards.get(random.nextInt(guards.size()));
            Expr guard = new Expr.Binary(op, expr(1, 1), other, Loc.UNKNOWN);
            if (random.nextBoolean()) {
                guard = new Expr.Unary(UnaryOp.NOT, guard, Loc.UNKNOWN);
            }
            if (random.nextBoolean()) {
                Net named = net(path("guard" + i), 1, Net.Kind.WIRE);
                assigns.add(new Assign(named, guard, Loc.UNKNOWN));
                guard = new Expr.Ref(named, Loc.UNKNOWN);
            }
            guards.add(guard);
        }
        return guards;
    }

    private Net port(String name, int width, Net.Kind kind) {
        Net net = new Net(name, width, kind, Loc.UNKNOWN);
        ports.add(net);
        return net;
    }

    private Net net(String name, int width, Net.Kind kind) {
        Net net = new Net(name, width, kind, Loc.UNKNOWN);
        nets.add(net);
        return net;
    }

    private String path(String name) {
        int place = random.nextInt(4);
        return switch (paths ? place : 0) {
            case 0 -> name;
            case 1 -> "a." + name;
            case 2 -> "a.b." + name;
            default -> "c." + name;
        };
    }

    private int width() {
        return WIDTHS[random.nextInt(WIDTHS.length)];
    }

    private BigInteger bits(int width) {
        return random.nextInt(4) == 0 ? BigInteger.valueOf(random.nextInt(4)).mod(BigInteger.ONE.shiftLeft(width))
                : new BigInteger(width, random);
    }

    private Clocking clocking() {
        return clockings.get(random.nextInt(clockings.size()));
    }

    private Memory memory(int i) {
        String name = path("mem" + i);
        int width = i == 0 ? 8 : width();
        int depth = 1 + random.nextInt(20);
        List<Memory.ReadPort> reads = new ArrayList<>();
        int addressWidth = Memory.addressWidth(depth);
        for (int p = 0; p < 1 + random.nextInt(3); p++) {
            boolean synchronous = random.nextBoolean();
            Net data = net(name + "_read" + p, width, synchronous ? Net.Kind.READ_DATA : Net.Kind.WIRE);
            Expr address = expr(addressWidth, 2);
            reads.add(new Memory.ReadPort(data, synchronous ? clocking() : null, address, synchronous && random.nextBoolean()
                    ? expr(1, 1) : null, Memory.UnderWrite.values()[random.nextInt(3)], Loc.UNKNOWN));
        }
        reads.forEach(r -> readable.add(r.data()));
        List<BigInteger> init = new ArrayList<>();
        for (int w = 0; w < random.nextInt(depth + 1); w++) {
            init.add(bits(width));
        }
        return new Memory(name, width, depth, init, Memory.Style.AUTO, List.of(), reads, Loc.UNKNOWN);
    }

    private Memory connect(Memory m) {
        List<Memory.WritePort> writes = new ArrayList<>();
        for (int p = 0; p < random.nextInt(4); p++) {
            Expr mask = null;
            if (random.nextBoolean()) {
                List<Integer> divisors = new ArrayList<>();
                for (int d = 1; d <= m.width(); d++) {
                    if (m.width() % d == 0) {
                        divisors.add(d);
                    }
                }
                mask = expr(divisors.get(random.nextInt(divisors.size())), 2);
            }
            writes.add(new Memory.WritePort(clocking(), expr(1, 2), expr(m.addressWidth(), 2), expr(m.width(), 2), mask, Loc.UNKNOWN));
        }
        return new Memory(m.name(), m.width(), m.depth(), m.init(), m.style(), writes, m.reads(), m.loc());
    }

    private Register register(Net net, List<Expr> guards) {
        Clocking clocking = clocking();
        Expr next = expr(net.width(), 3);
        Expr hold = new Expr.Ref(net, Loc.UNKNOWN);
        // What when-blocks make: choices between new values and the old one, many under the same conditions.
        for (int i = random.nextInt(3); i > 0; i--) {
            Expr guard = guards.get(random.nextInt(guards.size()));
            Expr other = random.nextBoolean() ? hold : expr(net.width(), 2);
            next = random.nextBoolean() ? new Expr.Mux(guard, next, other, Loc.UNKNOWN) : new Expr.Mux(guard, other, next, Loc.UNKNOWN);
        }
        Expr enable = random.nextInt(3) == 0 ? guards.get(random.nextInt(guards.size())) : null;
        boolean resettable = clocking.reset() != null && random.nextBoolean();
        return new Register(net, clocking, resettable, bits(net.width()), enable, next, false, Loc.UNKNOWN);
    }

    private static Expr reduce(UnaryOp op, Expr e) {
        return new Expr.Unary(op, e, Loc.UNKNOWN);
    }

    private Expr resize(Expr e, int width) {
        if (e.width() == width) {
            return e;
        }
        if (e.width() < width) {
            return new Expr.Extend(e, width, random.nextBoolean(), Loc.UNKNOWN);
        }
        int lo = random.nextInt(e.width() - width + 1);
        return new Expr.Slice(e, lo + width - 1, lo, Loc.UNKNOWN);
    }

    Expr expr(int width, int depth) {
        if (depth == 0 || random.nextInt(8) == 0) {
            return random.nextInt(5) == 0 ? new Expr.Lit(bits(width), width, Loc.UNKNOWN)
                    : resize(new Expr.Ref(readable.get(random.nextInt(readable.size())), Loc.UNKNOWN), width);
        }
        return switch (random.nextInt(14)) {
            case 0 -> new Expr.Unary(random.nextBoolean() ? UnaryOp.NOT : UnaryOp.NEG, expr(width, depth - 1), Loc.UNKNOWN);
            case 1 -> resize(reduce(UnaryOp.values()[2 + random.nextInt(3)], expr(width(), depth - 1)), width);
            case 2, 3, 4, 5 -> binary(width, depth);
            case 6, 7 -> new Expr.Mux(expr(1, depth - 1), expr(width, depth - 1), expr(width, depth - 1), Loc.UNKNOWN);
            case 8 -> choose(width, depth);
            case 9 -> resize(expr(width(), depth - 1), width);
            case 10 -> resize(idiom(depth), width);
            default -> {
                List<Expr> parts = new ArrayList<>();
                for (int left = width; left > 0; ) {
                    int part = 1 + random.nextInt(left);
                    parts.add(expr(part, depth - 1));
                    left -= part;
                }
                yield new Expr.Concat(parts, Loc.UNKNOWN);
            }
        };
    }

    private Expr binary(int width, int depth) {
        BinaryOp op = BinaryOp.values()[random.nextInt(BinaryOp.values().length)];
        return switch (op.shape()) {
            case SAME -> new Expr.Binary(op, expr(width, depth - 1), expr(width, depth - 1), Loc.UNKNOWN);
            case SHIFT -> {
                int amount = random.nextInt(5) == 0 ? width() : 1 + random.nextInt(9);
                yield new Expr.Binary(op, expr(width, depth - 1), expr(amount, depth - 1), Loc.UNKNOWN);
            }
            case COMPARE -> {
                int w = width();
                yield resize(new Expr.Binary(op, expr(w, depth - 1), expr(w, depth - 1), Loc.UNKNOWN), width);
            }
            case PRODUCT -> resize(new Expr.Binary(op, expr(width(), depth - 1), expr(width(), depth - 1), Loc.UNKNOWN), width);
        };
    }

    /** What the library's helpers make of many bits side by side. */
    private Expr idiom(int depth) {
        int count = 2 + random.nextInt(70);
        List<Expr> parts = new ArrayList<>();
        switch (random.nextInt(3)) {
            case 0 -> {
                // One-hot code of an index, here and there with something else in between.
                Expr index = resize(new Expr.Ref(readable.get(random.nextInt(readable.size())), Loc.UNKNOWN), 1 + random.nextInt(7));
                for (int i = Math.min(count, 1 << index.width()) - 1; i >= 0; i--) {
                    Expr key = new Expr.Lit(BigInteger.valueOf(i), index.width(), Loc.UNKNOWN);
                    parts.add(random.nextInt(20) == 0 ? expr(1, 1) : new Expr.Binary(BinaryOp.EQ, index, key, Loc.UNKNOWN));
                }
            }
            case 1 -> {
                Expr bit = expr(1, depth - 1);
                for (int i = 0; i < count; i++) {
                    parts.add(bit);
                }
                BinaryOp gate = random.nextBoolean() ? BinaryOp.AND : BinaryOp.OR;
                return new Expr.Binary(gate, new Expr.Concat(parts, Loc.UNKNOWN), expr(count, depth - 1), Loc.UNKNOWN);
            }
            default -> {
                Net net = readable.get(random.nextInt(readable.size()));
                for (int i = 0; i < count; i++) {
                    int bit = random.nextInt(net.width());
                    parts.add(random.nextInt(10) == 0 ? expr(1, 1)
                            : new Expr.Slice(new Expr.Ref(net, Loc.UNKNOWN), bit, bit, Loc.UNKNOWN));
                }
                Expr all = new Expr.Concat(parts, Loc.UNKNOWN);
                return random.nextBoolean() ? reduce(UnaryOp.values()[2 + random.nextInt(3)], all)
                        : new Expr.Binary(BinaryOp.EQ, all, new Expr.Lit(bits(count), count, Loc.UNKNOWN), Loc.UNKNOWN);
            }
        }
        return new Expr.Concat(parts, Loc.UNKNOWN);
    }

    private Expr choose(int width, int depth) {
        int selWidth = random.nextInt(6) == 0 ? width() : 1 + random.nextInt(6);
        Set<BigInteger> used = new HashSet<>();
        List<Expr.Switch.Case> cases = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
            List<BigInteger> keys = new ArrayList<>();
            for (int k = 0; k < 1 + random.nextInt(2); k++) {
                BigInteger key = bits(selWidth);
                if (used.add(key)) {
                    keys.add(key);
                }
            }
            if (!keys.isEmpty()) {
                cases.add(new Expr.Switch.Case(keys, expr(width, depth - 1)));
            }
        }
        return new Expr.Switch(expr(selWidth, depth - 1), cases, expr(width, depth - 1), Loc.UNKNOWN);
    }
}

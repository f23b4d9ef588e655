package org.haiov.netlist;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.haiov.ir.BinaryOp;
import org.haiov.ir.Expr;
import org.haiov.ir.Net;
import org.haiov.ir.UnaryOp;

/** Makes expressions of every kind and width over a module's inputs, the same for the same seed. */
public final class RandomExpressions {
    private static final List<BinaryOp> SAME = shaped(BinaryOp.Shape.SAME);
    private static final List<BinaryOp> COMPARE = shaped(BinaryOp.Shape.COMPARE);
    private static final List<BinaryOp> SHIFT = shaped(BinaryOp.Shape.SHIFT);

    private final ModuleSketch module;
    private final List<Net> inputs;
    private final Random random;
    private final int widest;

    public RandomExpressions(ModuleSketch module, List<Net> inputs, Random random, int widest) {
        this.module = module;
        this.inputs = inputs;
        this.random = random;
        this.widest = widest;
    }

    private static List<BinaryOp> shaped(BinaryOp.Shape shape) {
        return List.of(BinaryOp.values()).stream().filter(op -> op.shape() == shape).toList();
    }

    /** The operator over random operands, which are operators themselves down to {@code depth}. */
    public Expr of(BinaryOp op, int depth) {
        int width = width();
        return switch (op.shape()) {
            case SAME, COMPARE -> module.binary(op, expr(width, depth), expr(width, depth));
            case SHIFT -> module.binary(op, expr(width, depth), expr(random.nextBoolean() ? 1 + random.nextInt(7) : width(), depth));
            case PRODUCT -> module.binary(op, expr(1 + width / 2, depth), expr(1 + random.nextInt(widest / 2), depth));
        };
    }

    public int width() {
        return random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(widest);
    }

    /** An expression of the width. */
    public Expr expr(int width, int depth) {
        if (depth == 0) {
            return leaf(width);
        }
        int below = depth - 1;
        return switch (random.nextInt(width == 1 ? 10 : 8)) {
            case 0 -> module.unary(random.nextBoolean() ? UnaryOp.NOT : UnaryOp.NEG, expr(width, below));
            case 1 -> module.binary(pick(SAME), expr(width, below), expr(width, below));
            case 2 -> module.binary(pick(SHIFT), expr(width, below), expr(width(), below));
            case 3 -> module.mux(expr(1, below), expr(width, below), expr(width, below));
            case 4 -> choice(width, below);
            case 5 -> slice(width, below);
            case 6 -> concat(width, below);
            case 7 -> width < 2 ? leaf(width) : random.nextInt(3) > 0
                    ? module.extend(expr(1 + random.nextInt(width - 1), below), width, random.nextBoolean()) : product(width, below);
            case 8 -> {
                int operands = width();
                yield module.binary(pick(COMPARE), expr(operands, below), expr(operands, below));
            }
            default -> module.unary(pick(List.of(UnaryOp.REDUCE_AND, UnaryOp.REDUCE_OR, UnaryOp.REDUCE_XOR)), expr(width(), below));
        };
    }

    private Expr product(int width, int below) {
        int left = 1 + random.nextInt(width - 1);
        return module.binary(random.nextBoolean() ? BinaryOp.MUL_U : BinaryOp.MUL_S, expr(left, below), expr(width - left, below));
    }

    private Expr slice(int width, int below) {
        int from = width + random.nextInt(widest);
        int lo = random.nextInt(from - width + 1);
        return module.slice(expr(from, below), lo + width - 1, lo);
    }

    private Expr concat(int width, int below) {
        List<Expr> parts = new ArrayList<>();
        for (int left = width; left > 0;) {
            int part = 1 + random.nextInt(left);
            parts.add(expr(part, below));
            left -= part;
        }
        return module.concat(parts.toArray(Expr[]::new));
    }

    private Expr choice(int width, int below) {
        int selector = 1 + random.nextInt(5);
        List<Integer> keys = new ArrayList<>();
        for (int key = 0; key < 1 << selector; key++) {
            keys.add(key);
        }
        java.util.Collections.shuffle(keys, random);
        List<Expr.Switch.Case> cases = new ArrayList<>();
        for (int from = 0, arms = random.nextInt(4); arms > 0 && from < keys.size(); arms--) {
            int to = Math.min(keys.size(), from + 1 + random.nextInt(3));
            cases.add(new Expr.Switch.Case(keys.subList(from, to).stream().map(BigInteger::valueOf).toList(), expr(width, below)));
            from = to;
        }
        return new Expr.Switch(expr(selector, below), cases, expr(width, below), module.loc());
    }

    private Expr leaf(int width) {
        if (random.nextInt(6) == 0) {
            return new Expr.Lit(value(random, width), width, module.loc());
        }
        List<Net> wideEnough = inputs.stream().filter(net -> net.width() >= width).toList();
        List<Net> exact = inputs.stream().filter(net -> net.width() == width).toList();
        if (!exact.isEmpty() && random.nextBoolean()) {
            return module.ref(pick(exact));
        }
        if (wideEnough.isEmpty()) {
            Net net = pick(inputs);
            return module.extend(module.ref(net), width, random.nextBoolean());
        }
        Net net = pick(wideEnough);
        int lo = random.nextInt(net.width() - width + 1);
        return module.slice(module.ref(net), lo + width - 1, lo);
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** A value of the width; the ends of its range more often than chance has it. */
    public static BigInteger value(Random random, int width) {
        BigInteger all = BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
        return switch (random.nextInt(8)) {
            case 0 -> BigInteger.ZERO;
            case 1 -> all;
            case 2 -> BigInteger.ONE.shiftLeft(width - 1);
            case 3 -> all.shiftRight(1);
            default -> new BigInteger(width, random);
        };
    }
}

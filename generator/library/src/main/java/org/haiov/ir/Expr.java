package org.haiov.ir;

import java.math.BigInteger;
import java.util.List;

/**
 * A combinational expression. Expressions are trees: what is used more than once is a {@link Net} with an {@link Assign} and is
 * read through {@link Ref}. Widths are explicit and nothing extends silently; operators carry the sign.
 */
public sealed interface Expr {
    /** Width of the result in bits, at least 1. */
    int width();

    /** The user's line that made it. */
    Loc loc();

    /**
     * A constant.
     *
     * @param value non-negative, below 2^width
     */
    record Lit(BigInteger value, int width, Loc loc) implements Expr {
        public Lit {
            Legal.require(width >= 1 && value.signum() >= 0 && value.bitLength() <= width, "literal", loc);
        }
    }

    /** The value of a net of the same module. */
    record Ref(Net net, Loc loc) implements Expr {
        @Override
        public int width() {
            return net.width();
        }
    }

    /** One operand; see {@link UnaryOp} for the result's width. */
    record Unary(UnaryOp op, Expr a, Loc loc) implements Expr {
        @Override
        public int width() {
            return op.reduces() ? 1 : a.width();
        }
    }

    /** Two operands; see {@link BinaryOp} for the rule on their widths. */
    record Binary(BinaryOp op, Expr a, Expr b, Loc loc) implements Expr {
        public Binary {
            Legal.require(!op.equalWidths() || a.width() == b.width(), "operands of different widths:", op, loc);
        }

        @Override
        public int width() {
            return switch (op.shape()) {
                case SAME, SHIFT -> a.width();
                case COMPARE -> 1;
                case PRODUCT -> a.width() + b.width();
            };
        }
    }

    /**
     * Two-way choice.
     *
     * @param sel 1 bit
     * @param whenTrue value for sel = 1, as wide as {@code whenFalse}
     */
    record Mux(Expr sel, Expr whenTrue, Expr whenFalse, Loc loc) implements Expr {
        public Mux {
            Legal.require(sel.width() == 1 && whenTrue.width() == whenFalse.width(), "mux", loc);
        }

        @Override
        public int width() {
            return whenTrue.width();
        }
    }

    /**
     * N-way choice by constants: the first case that holds the selector's value, else {@code otherwise}. No key stands twice.
     *
     * @param otherwise value for every selector that no case names; where the cases name all, one of them is repeated here
     */
    record Switch(Expr sel, List<Case> cases, Expr otherwise, Loc loc) implements Expr {
        public Switch {
            cases = List.copyOf(cases);
            for (Case c : cases) {
                Legal.require(c.value().width() == otherwise.width(), "switch case width", loc);
                for (BigInteger key : c.keys()) {
                    Legal.require(key.signum() >= 0 && key.bitLength() <= sel.width(), "switch key", loc);
                }
            }
        }

        /** One arm: the selector's values it stands for. */
        public record Case(List<BigInteger> keys, Expr value) {
            public Case {
                keys = List.copyOf(keys);
            }
        }

        @Override
        public int width() {
            return otherwise.width();
        }
    }

    /** Bits {@code hi} down to {@code lo}, both included. */
    record Slice(Expr a, int hi, int lo, Loc loc) implements Expr {
        public Slice {
            Legal.require(0 <= lo && lo <= hi && hi < a.width(), "slice outside of", a, loc);
        }

        @Override
        public int width() {
            return hi - lo + 1;
        }
    }

    /** Parts side by side, the most significant first; at least one. */
    record Concat(List<Expr> parts, Loc loc) implements Expr {
        public Concat {
            parts = List.copyOf(parts);
            Legal.require(!parts.isEmpty(), "empty concatenation", loc);
        }

        @Override
        public int width() {
            return parts.stream().mapToInt(Expr::width).sum();
        }
    }

    /** Widening to {@code width}, larger than the operand's: with copies of the top bit if {@code signed}, else with zeros. */
    record Extend(Expr a, int width, boolean signed, Loc loc) implements Expr {
        public Extend {
            Legal.require(width > a.width(), "extension that does not widen", a, loc);
        }
    }
}

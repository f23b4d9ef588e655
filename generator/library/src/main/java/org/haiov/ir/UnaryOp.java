package org.haiov.ir;

/** Operators of one operand. */
public enum UnaryOp {
    /** Bitwise complement. */
    NOT(false),
    /** Two's complement negation, modulo 2^width. */
    NEG(false),
    /** 1 when all bits are 1. */
    REDUCE_AND(true),
    /** 1 when any bit is 1. */
    REDUCE_OR(true),
    /** Parity. */
    REDUCE_XOR(true);

    private final boolean reduces;

    UnaryOp(boolean reduces) {
        this.reduces = reduces;
    }

    /** Whether the result is one bit; otherwise it is as wide as the operand. */
    public boolean reduces() {
        return reduces;
    }
}

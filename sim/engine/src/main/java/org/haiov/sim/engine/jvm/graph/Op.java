package org.haiov.sim.engine.jvm.graph;

/** What a {@link Node} does. Values are unsigned and kept below 2^width; those of up to 32 bits are ints, wider ones longs. */
public enum Op {
    /** {@link Node#k()}. */
    CONST(0),
    /** The value of a {@link Slot}. */
    LOAD(1),
    /** Word args[0] of a {@link MemoryArray}. */
    READ(3),
    NOT(1), NEG(1), AND(1), OR(1), XOR(1), ADD(1), SUB(1),
    /** Lower half of the product, modulo 2^width. */
    MUL(3),
    /** Upper 64 bits of the unsigned product of two 64-bit values. */
    MUL_HIGH(4),
    EQ(3), LT_U(3), LT_S(4),
    /** Shifts by args[1], which is below 32 for results of up to 32 bits and below 64 for wider ones. */
    SHL(1), SHR_U(1), SHR_S(3),
    /** Bits {@code k + width - 1} down to {@code k}. */
    SLICE(1),
    /** Parts side by side, the most significant first. Cost of each part. */
    CONCAT(3),
    ZEXT(0), SEXT(2),
    PARITY(2),
    /** args[0] ? args[1] : args[2]. */
    MUX(3),
    /**
     * Cost of each argument. args[0] selects; {@link Node#ref()} is long[][] with the keys of args[1...]; the last argument is for all
     * other values.
     */
    SWITCH(5);

    private final int cost;

    Op(int cost) {
        this.cost = cost;
    }

    /** About how many machine instructions it takes, for each argument if their number varies. */
    int cost() {
        return cost;
    }
}

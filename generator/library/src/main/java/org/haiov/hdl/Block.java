package org.haiov.hdl;

import java.util.ArrayList;
import java.util.List;
import org.haiov.ir.Loc;

/** A list of statements under a common condition, as {@code when} and {@code switchOn} nest them. */
final class Block {
    /** One statement of a description. */
    sealed interface Statement {
    }

    /** Bits {@code hi:lo} of the target take the value. */
    record Set(Signal target, int hi, int lo, Bits value, Loc loc) implements Statement {
    }

    /** Two-way choice. */
    record If(Bits condition, Block then, Block otherwise, Site site) implements Statement {
    }

    /** Choice by constants. {@code complete}: the arms stand for every value that the selector can have. */
    record Choose(Bits selector, List<Arm> arms, Block otherwise, boolean[] complete, Site site) implements Statement {
    }

    /** One arm of a choice. */
    record Arm(List<java.math.BigInteger> keys, Block body) {
    }

    private final Block parent;
    /** 1 bit: what this block adds to its parent's condition; null for the outermost. */
    private Bits condition;
    private Bits guard;
    private final List<Statement> statements = new ArrayList<>();

    Block(Block parent, Bits condition) {
        this.parent = parent;
        this.condition = condition;
    }

    /** For a block whose condition is known only after others: must come before anything asks for the guard. */
    void setCondition(Bits newCondition) {
        condition = newCondition;
    }

    Block parent() {
        return parent;
    }

    List<Statement> statements() {
        return statements;
    }

    void add(Statement s) {
        statements.add(s);
    }

    /** The whole condition under which the block applies; null when it always does. */
    Bits guard() {
        if (guard == null && parent != null) {
            Bits outer = parent.guard();
            guard = outer == null ? condition : condition == null ? outer : outer.and(condition);
        }
        return guard;
    }
}

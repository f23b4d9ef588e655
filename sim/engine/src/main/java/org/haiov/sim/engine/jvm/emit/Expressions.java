package org.haiov.sim.engine.jvm.emit;

import static org.haiov.sim.engine.jvm.graph.Node.mask;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import org.haiov.sim.engine.jvm.graph.Graph;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Op;
import org.haiov.sim.engine.jvm.graph.Slot;
import org.haiov.sim.engine.jvm.plan.Body;

/**
 * Writes a node as an expression that leaves its value on the stack.
 *
 * <p>A value is clean when the bits above its width are zero. Slots, variables and memories hold clean values; within an
 * expression bits above the width may be anything where the next operation does not mind, so that one mask at the end is enough.
 *
 * <p>Choices without much work in them are made with masks and not by branches: a branch on a value of the design's is often
 * mispredicted, at about 15 cycles each time. (Measured on the benchmark lanes, all busy: see the package's notes in
 * {@link org.haiov.sim.engine.jvm}.)
 */
final class Expressions {
    private static final ClassDesc INTEGER = ConstantDescs.CD_Integer;
    private static final ClassDesc LONG = ConstantDescs.CD_Long;
    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
    private static final MethodTypeDesc INT_TO_INT = MethodTypeDesc.ofDescriptor("(I)I");
    private static final MethodTypeDesc LONG_TO_INT = MethodTypeDesc.ofDescriptor("(J)I");
    private static final MethodTypeDesc LONGS_TO_LONG = MethodTypeDesc.ofDescriptor("(JJ)J");

    private final CodeBuilder c;
    private final Body body;
    private final Places places;
    private final Locals locals;
    private final Comparisons comparisons;
    private final Choices choices;

    Expressions(CodeBuilder code, Body body, Places places, Locals locals) {
        this.c = code;
        this.body = body;
        this.places = places;
        this.locals = locals;
        this.comparisons = new Comparisons(code, this);
        this.choices = new Choices(code, this);
    }

    Comparisons comparisons() {
        return comparisons;
    }

    /** Whether the value lies ready and needs no computing here. */
    boolean isReady(Node n) {
        return n.isLeaf() || locals.holds(n) || body.wire(n) != null;
    }

    /** Pushes the value with nothing but zeros above its width. */
    void clean(Node n) {
        raw(n);
        if (!isClean(n)) {
            if (n.isLong()) {
                c.loadConstant(mask(n.width())).land();
            } else {
                c.loadConstant((int) mask(n.width())).iand();
            }
        }
    }

    /** Pushes the clean value as a long. */
    void cleanLong(Node n) {
        clean(n);
        if (!n.isLong()) {
            unsignedToLong(n.width());
        }
    }

    /** Pushes the value as an int or long, whichever is asked for, bits above its width being anything. */
    void rawAs(Node n, boolean asLong) {
        raw(n);
        convert(n.isLong(), asLong);
    }

    void convert(boolean fromLong, boolean toLong) {
        if (fromLong && !toLong) {
            c.l2i();
        } else if (!fromLong && toLong) {
            c.i2l();
        }
    }

    /** Widens a clean int. */
    void unsignedToLong(int width) {
        c.i2l();
        if (width == 32) {
            c.loadConstant(0xffffffffL).land();
        }
    }

    void constant(long value, boolean asLong) {
        if (asLong) {
            c.loadConstant(value);
        } else {
            c.loadConstant((int) value);
        }
    }

    /** Whether {@link #raw} leaves zeros above the width. */
    boolean isClean(Node n) {
        if (isReady(n) || n.width() == 32 || n.width() == 64) {
            return true;
        }
        return switch (n.op()) {
            case CONST, LOAD, READ, EQ, LT_U, LT_S, SHR_U, ZEXT, PARITY, MUL_HIGH -> true;
            case NEG, ADD, SUB, MUL, SHL, SHR_S, SEXT -> false;
            case NOT -> isClean(n.arg(0));
            // The uppermost part is widened with its sign, which a full int has.
            case CONCAT -> isClean(n.arg(0)) && !(n.isLong() && n.arg(0).width() == 32);
            case AND -> isClean(n.arg(0)) || isClean(n.arg(1));
            case OR, XOR -> isClean(n.arg(0)) && isClean(n.arg(1));
            case SLICE -> n.k() + n.width() == n.arg(0).width() && isClean(n.arg(0));
            case MUX -> isClean(n.arg(1)) && isClean(n.arg(2));
            case SWITCH -> {
                boolean all = true;
                for (int i = 1; i < n.arity(); i++) {
                    all &= isClean(n.arg(i));
                }
                yield all;
            }
        };
    }

    /** Pushes the value; bits above its width may be anything unless {@link #isClean}. */
    void raw(Node n) {
        Slot wire = body.wire(n);
        if (locals.holds(n)) {
            locals.load(c, n);
        } else if (wire != null) {
            places.load(c, wire);
        } else {
            compute(n);
        }
    }

    /** Pushes the value, computing it here. */
    void compute(Node n) {
        boolean isLong = n.isLong();
        switch (n.op()) {
            case CONST -> constant(n.k(), isLong);
            case LOAD -> places.load(c, n.slot());
            case READ -> read(n);
            case NOT -> {
                raw(n.arg(0));
                constant(n.width() == 64 || n.width() == 32 ? -1 : mask(n.width()), isLong);
                xor(isLong);
            }
            case NEG -> {
                raw(n.arg(0));
                if (isLong) {
                    c.lneg();
                } else {
                    c.ineg();
                }
            }
            case AND, OR, XOR, ADD, SUB, MUL -> {
                raw(n.arg(0));
                raw(n.arg(1));
                arithmetic(n.op(), isLong);
            }
            case MUL_HIGH -> {
                raw(n.arg(0));
                raw(n.arg(1));
                c.invokestatic(MATH, "unsignedMultiplyHigh", LONGS_TO_LONG);
            }
            case EQ, LT_U, LT_S -> comparisons.value(n);
            case SHL, SHR_U, SHR_S -> shift(n);
            case SLICE -> slice(n);
            case CONCAT -> new Concatenation(c, this).push(n);
            case ZEXT -> {
                clean(n.arg(0));
                if (isLong && !n.arg(0).isLong()) {
                    unsignedToLong(n.arg(0).width());
                }
            }
            case SEXT -> sext(n);
            case PARITY -> {
                clean(n.arg(0));
                if (n.arg(0).isLong()) {
                    c.invokestatic(LONG, "bitCount", LONG_TO_INT);
                } else {
                    c.invokestatic(INTEGER, "bitCount", INT_TO_INT);
                }
                c.iconst_1().iand();
            }
            case MUX -> choices.blend(n);
            case SWITCH -> choices.blendTable(n);
        }
    }

    void xor(boolean isLong) {
        arithmetic(Op.XOR, isLong);
    }

    void arithmetic(Op op, boolean isLong) {
        switch (op) {
            case AND -> c.with(isLong ? Operators.LAND : Operators.IAND);
            case OR -> c.with(isLong ? Operators.LOR : Operators.IOR);
            case XOR -> c.with(isLong ? Operators.LXOR : Operators.IXOR);
            case ADD -> c.with(isLong ? Operators.LADD : Operators.IADD);
            case SUB -> c.with(isLong ? Operators.LSUB : Operators.ISUB);
            case MUL -> c.with(isLong ? Operators.LMUL : Operators.IMUL);
            default -> throw new IllegalArgumentException(op.toString());
        }
    }

    private void read(Node n) {
        places.array(c, n.memory());
        clean(n.arg(0));
        if (n.isLong()) {
            c.laload();
        } else {
            c.iaload();
        }
    }

    private void shift(Node n) {
        boolean isLong = n.isLong();
        switch (n.op()) {
            case SHL -> raw(n.arg(0));
            case SHR_U -> clean(n.arg(0));
            default -> signed(n.arg(0));
        }
        // The machine looks at the lowest 5 or 6 bits of the amount alone.
        if (n.arg(1).width() == Graph.amountBits(n.width())) {
            raw(n.arg(1));
        } else {
            clean(n.arg(1));
        }
        switch (n.op()) {
            case SHL -> shiftLeft(isLong);
            case SHR_U -> shiftRight(isLong);
            default -> shiftRightSigned(isLong);
        }
    }

    void shiftLeft(boolean isLong) {
        c.with(isLong ? Operators.LSHL : Operators.ISHL);
    }

    void shiftRight(boolean isLong) {
        c.with(isLong ? Operators.LUSHR : Operators.IUSHR);
    }

    void shiftRightSigned(boolean isLong) {
        c.with(isLong ? Operators.LSHR : Operators.ISHR);
    }

    void shiftLeft(int by, boolean isLong) {
        if (by > 0) {
            c.loadConstant(by);
            shiftLeft(isLong);
        }
    }

    void shiftRight(int by, boolean isLong) {
        if (by > 0) {
            c.loadConstant(by);
            shiftRight(isLong);
        }
    }

    /** Pushes a value with its sign in all bits above. */
    void signed(Node a) {
        int up = (a.isLong() ? 64 : 32) - a.width();
        if (a.width() == 1) {
            clean(a);
            c.ineg();
            return;
        }
        raw(a);
        if (up > 0) {
            shiftLeft(up, a.isLong());
            c.loadConstant(up);
            shiftRightSigned(a.isLong());
        }
    }

    private void sext(Node n) {
        signed(n.arg(0));
        convert(n.arg(0).isLong(), n.isLong());
    }

    private void slice(Node n) {
        Node a = n.arg(0);
        raw(a);
        shiftRight((int) n.k(), a.isLong());
        convert(a.isLong(), n.isLong());
    }
}

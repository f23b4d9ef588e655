package org.haiov.ir;

/** Operators of two operands; U and S in a name say how the operands are read. */
public enum BinaryOp {
    AND(Shape.SAME), OR(Shape.SAME), XOR(Shape.SAME),
    /** Modulo 2^width. */
    ADD(Shape.SAME),
    /** Modulo 2^width. */
    SUB(Shape.SAME),
    /** Full product, as wide as both operands together. */
    MUL_U(Shape.PRODUCT),
    /** Full signed product, as wide as both operands together. */
    MUL_S(Shape.PRODUCT),
    EQ(Shape.COMPARE), NE(Shape.COMPARE),
    LT_U(Shape.COMPARE), LT_S(Shape.COMPARE), LE_U(Shape.COMPARE), LE_S(Shape.COMPARE),
    /** Left shift by the unsigned second operand; amounts of the width and above give 0. */
    SHL(Shape.SHIFT),
    /** Logical right shift; amounts of the width and above give 0. */
    SHR_U(Shape.SHIFT),
    /** Arithmetic right shift; amounts of the width and above give copies of the sign. */
    SHR_S(Shape.SHIFT);

    /** The rule on widths. */
    public enum Shape {
        /** Operands and result equally wide. */
        SAME,
        /** Operands equally wide, result 1 bit. */
        COMPARE,
        /** Operands of any width, result as wide as both together. */
        PRODUCT,
        /** Result as wide as the first operand; the second, of any width, is the unsigned amount. */
        SHIFT
    }

    private final Shape shape;

    BinaryOp(Shape shape) {
        this.shape = shape;
    }

    public Shape shape() {
        return shape;
    }

    /** Whether both operands must be equally wide. */
    public boolean equalWidths() {
        return shape == Shape.SAME || shape == Shape.COMPARE;
    }
}

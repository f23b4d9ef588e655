package org.haiov.sim.engine.jvm.emit;

import static org.haiov.sim.engine.jvm.graph.Node.mask;

import java.lang.classfile.CodeBuilder;
import org.haiov.sim.engine.jvm.graph.Node;
import org.haiov.sim.engine.jvm.graph.Op;

/** Writes parts side by side: each moved to its place, all put together with OR. */
final class Concatenation {
    private final CodeBuilder c;
    private final Expressions x;
    private boolean first = true;

    Concatenation(CodeBuilder code, Expressions expressions) {
        this.c = code;
        this.x = expressions;
    }

    /** Pushes the value; it is clean when the uppermost part is. */
    void push(Node n) {
        boolean isLong = n.isLong();
        long constants = 0;
        int at = n.width();
        for (int i = 0; i < n.arity(); i++) {
            Node part = n.arg(i);
            at -= part.width();
            if (part.isConst()) {
                constants |= part.k() << at;
                continue;
            }
            if (i > 0 && part.op() == Op.SLICE && !x.isReady(part) && inPlace(part, at, isLong)) {
                combine(isLong);
                continue;
            }
            if (i == 0) {
                x.rawAs(part, isLong);
            } else if (isLong) {
                x.cleanLong(part);
            } else {
                x.clean(part);
            }
            x.shiftLeft(at, isLong);
            combine(isLong);
        }
        if (constants != 0 || first) {
            x.constant(constants, isLong);
            combine(isLong);
        }
    }

    private void combine(boolean isLong) {
        if (!first) {
            x.arithmetic(Op.OR, isLong);
        }
        first = false;
    }

    /** A slice that goes to its place by one shift and one mask; not where the mask would be a long constant. */
    private boolean inPlace(Node slice, int at, boolean isLong) {
        Node from = slice.arg(0);
        long bits = mask(slice.width()) << at;
        if (bits != (int) bits || bits < 0 && isLong) {
            return false;
        }
        int right = (int) slice.k() - at;
        x.raw(from);
        if (from.isLong() && !isLong) {
            x.shiftRight(right, true);
            c.l2i();
        } else {
            x.convert(from.isLong(), isLong);
            x.shiftRight(right, isLong);
        }
        x.shiftLeft(-right, isLong);
        x.constant(bits, isLong);
        x.arithmetic(Op.AND, isLong);
        return true;
    }
}

package org.haiov.hdl.lib;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.haiov.hdl.Bits;
import org.haiov.ir.Memory;

/** Reductions over many values in logarithmic depth. */
public final class Trees {
    private Trees() {
    }

    /** Joins at least one value pairwise until one is left; the operator must be associative. */
    public static Bits reduce(List<? extends Bits> values, BinaryOperator<Bits> operator) {
        List<Bits> level = new ArrayList<>(values);
        while (level.size() > 1) {
            List<Bits> next = new ArrayList<>();
            for (int i = 0; i < level.size(); i += 2) {
                next.add(i + 1 < level.size() ? operator.apply(level.get(i), level.get(i + 1)) : level.get(i));
            }
            level = next;
        }
        return level.getFirst();
    }

    /** How many bits are 1, in just enough bits for the width itself. */
    public static Bits popCount(Bits value) {
        int width = Memory.addressWidth(value.width() + 1);
        return reduce(value.asList().stream().map(b -> b.zext(width)).toList(), Bits::plus);
    }
}

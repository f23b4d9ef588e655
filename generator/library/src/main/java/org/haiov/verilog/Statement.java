package org.haiov.verilog;

import java.util.List;
import org.haiov.ir.Expr;

/** What stands in an {@code always} or {@code initial} block. Targets and values are printed already. */
sealed interface Statement {
    /**
     * @param clocked whether the target takes its value after the edge, together with all others
     */
    record Set(String target, String value, boolean clocked) implements Statement {
    }

    record If(Expr condition, List<Statement> then, List<Statement> otherwise) implements Statement {
    }

    /**
     * @param arms in order
     * @param otherwise for values that no arm names; may be empty
     */
    record Case(String selector, List<Arm> arms, List<Statement> otherwise) implements Statement {
    }

    record Arm(List<String> keys, List<Statement> body) {
    }
}

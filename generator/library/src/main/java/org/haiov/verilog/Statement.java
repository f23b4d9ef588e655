package org.haiov.verilog;

import java.util.List;

/** What stands in an {@code always} or {@code initial} block; the parts are printed expressions. */
sealed interface Statement {
    /**
     * @param clocked whether the target takes its value after the edge, together with all others
     */
    record Set(String target, String value, boolean clocked) implements Statement {
    }

    record If(String condition, List<Statement> then, List<Statement> otherwise) implements Statement {
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

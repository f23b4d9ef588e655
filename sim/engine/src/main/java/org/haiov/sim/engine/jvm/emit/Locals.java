package org.haiov.sim.engine.jvm.emit;

import java.lang.classfile.CodeBuilder;
import java.util.HashMap;
import java.util.Map;
import org.haiov.sim.engine.jvm.graph.Node;

/** JVM local variables that hold nodes' values; those of a scope are free again after it. */
final class Locals {
    private final Map<Node, Integer> variables = new HashMap<>();
    private int next;

    Locals(int first) {
        next = first;
    }

    int mark() {
        return next;
    }

    void release(int mark) {
        next = mark;
    }

    boolean holds(Node n) {
        return variables.containsKey(n);
    }

    void load(CodeBuilder c, Node n) {
        int variable = variables.get(n);
        if (n.isLong()) {
            c.lload(variable);
        } else {
            c.iload(variable);
        }
    }

    /** Takes a variable for a node; it counts as holding the value from now on. */
    int take(Node n) {
        int variable = next;
        next += n.isLong() ? 2 : 1;
        variables.put(n, variable);
        return variable;
    }

    /** A variable taken before holds the value from now on. */
    void hold(Node n, int variable) {
        variables.put(n, variable);
    }

    void forget(Node n) {
        variables.remove(n);
    }

    static void store(CodeBuilder c, Node n, int variable) {
        if (n.isLong()) {
            c.lstore(variable);
        } else {
            c.istore(variable);
        }
    }
}

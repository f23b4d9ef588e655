package org.haiov.sim.engine.verilator;

import java.util.List;
import java.util.Set;
import org.haiov.ir.HaiovException;

/** Writes model.h, the part of the C interface that differs from model to model. */
final class ModelHeader {
    private final ModelSource source;
    private final Set<String> members;

    /** @param members names of the port members in the class that Verilator made */
    ModelHeader(ModelSource source, Set<String> members) {
        this.source = source;
        this.members = members;
    }

    String text() {
        StringBuilder text = new StringBuilder("#include \"Vm.h\"\n#include \"Vm___024root.h\"\n\n"
                + "void Vm___024root___eval_settle(Vm___024root*);\n"
                + "static inline void settle(Vm___024root* root) { Vm___024root___eval_settle(root); }\n\n");
        List<String> ports = source.ports();
        text.append("constexpr int PORTS = ").append(ports.size()).append(";\n");
        text.append("static void portAddresses(Vm& model, void** to) {\n");
        for (int i = 0; i < ports.size(); i++) {
            text.append("    to[").append(i).append("] = &model.").append(member(ports.get(i))).append(";\n");
        }
        return text.append("}\n\n").append(source.signalTable()).toString();
    }

    /** Verilator's way to make C++ names: a second underscore is spelt in hexadecimal, a word of C++ gets a prefix. */
    private String member(String port) {
        String encoded = port.replace("__", "___05F");
        for (String candidate : List.of(encoded, "__SYM__" + encoded)) {
            if (members.contains(candidate)) {
                return candidate;
            }
        }
        throw new HaiovException("Verilator's class for " + source.top() + " has no port " + port + ", only " + members
                + ": a mistake in haiov, or a version of Verilator that it does not know");
    }
}

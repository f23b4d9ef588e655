package org.haiov.sim.engine.verilator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * All that a model is made from, but for the tools.
 *
 * @param top Verilog name of the top module
 * @param verilog Verilog text by file name: ours, then external modules'
 * @param ports the top module's ports, the clocks among them, in the order in which the library gives their addresses
 * @param signals what else shall be visible, in the order in which the library gives its addresses
 */
record ModelSource(String top, Map<String, String> verilog, List<String> ports, List<Signal> signals, Optimization optimization) {
    /**
     * A signal or memory to be kept visible.
     *
     * @param module Verilog name of the module that declares it
     * @param scope instances from the top module down, joined by dots
     * @param name Verilog name
     */
    record Signal(String module, String scope, String name) {
    }

    ModelSource {
        verilog = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(verilog));
        ports = List.copyOf(ports);
        signals = List.copyOf(signals);
    }

    /** Verilator's control file: what to keep visible, so that the Verilog needs no comment for it. */
    String controlFile() {
        TreeSet<String> lines = new TreeSet<>();
        for (Signal s : signals) {
            lines.add("public_flat_rd -module \"" + s.module + "\" -var \"" + s.name + "\"\n");
        }
        return "`verilator_config\n" + String.join("", lines);
    }

    /** The part of model.h that depends on the design alone: what to look for, in order. */
    String signalTable() {
        StringBuilder text = new StringBuilder("constexpr int SIGNALS = " + signals.size() + ";\n"
                + "constexpr struct { const char* scope; const char* name; } SIGNAL[] = {\n");
        for (Signal s : signals) {
            text.append("    {\"").append(s.scope).append("\", \"").append(s.name).append("\"},\n");
        }
        return text.append("    {nullptr, nullptr}};\n").toString();
    }
}

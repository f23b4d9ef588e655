package org.haiov.verilog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything printed for a design, not yet written anywhere; {@link VerilogWriter} writes it.
 *
 * @param top name of the top module
 * @param files texts by file name, in the order they were made: modules (children first), memory contents, file list, map
 * @param sources names of the Verilog files among them, children first
 * @param map what is where
 */
public record VerilogOutput(String top, Map<String, String> files, List<String> sources, HierarchyMap map) {
    public VerilogOutput {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        sources = List.copyOf(sources);
    }

    /** Lines of Verilog. */
    public long lines() {
        return sources.stream().mapToLong(name -> files.get(name).chars().filter(c -> c == '\n').count()).sum();
    }
}

package org.haiov.verification.designs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haiov.hdl.Elaborator;
import org.haiov.passes.Checks;
import org.haiov.tools.Lint;
import org.haiov.verilog.VerilogEmitter;
import org.haiov.verilog.VerilogOutput;
import org.haiov.verilog.VerilogWriter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The Verilog of every design in the tree, as it comes and at the ends of its parameters, goes through the tools without a word. */
class CatalogueLintTest {
    static List<Arguments> designs() {
        List<Arguments> designs = new ArrayList<>();
        Catalogue.entries().forEach(entry -> designs.add(Arguments.of(entry.name(), Map.of())));
        designs.add(Arguments.of("vi-controller", Map.of("harts", 1L, "entries", 16L, "vids", 16L, "slots", 1L)));
        designs.add(Arguments.of("vi-controller", Map.of("harts", 8L, "entries", 1024L, "vids", 256L, "slots", 64L)));
        designs.add(Arguments.of("mmu", Map.of("standard", 0L, "xhaiov", 1L)));
        designs.add(Arguments.of("lanes", Map.of("count", 3L, "distinct", 1L, "idle", 1L)));
        return designs;
    }

    @ParameterizedTest
    @MethodSource("designs")
    void clean(String name, Map<String, Long> parameters, @TempDir Path folder) {
        VerilogOutput output = new VerilogEmitter().emit(Checks.run(Elaborator.elaborate(Catalogue.entry(name).make(parameters))));
        VerilogWriter.write(output, folder);
        Lint.silent(output, folder);
    }
}

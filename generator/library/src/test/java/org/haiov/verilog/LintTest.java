package org.haiov.verilog;

import java.nio.file.Path;
import java.util.List;
import org.haiov.tools.Lint;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample goes through the tools without a word from them. */
class LintTest {
    static List<String> designs() {
        return List.copyOf(Samples.all().keySet());
    }

    @ParameterizedTest
    @MethodSource("designs")
    void clean(String design, @TempDir Path folder) {
        VerilogOutput output = new VerilogEmitter().emit(Samples.all().get(design));
        VerilogWriter.write(output, folder);
        Lint.silent(output, folder);
    }

    @ParameterizedTest
    @MethodSource("designs")
    void cleanInOneFile(String design, @TempDir Path folder) {
        VerilogOutput output = new VerilogEmitter(new EmitOptions(true, EmitOptions.DEFAULT.inlineWords())).emit(Samples.all().get(design));
        VerilogWriter.write(output, folder);
        Lint.silent(output, folder);
    }
}

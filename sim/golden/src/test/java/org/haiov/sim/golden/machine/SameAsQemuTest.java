package org.haiov.sim.golden.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of software/tests write the same and end the same on QEMU. */
class SameAsQemuTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"hello.c"})
    void program(String source) throws Exception {
        Path elf = Programs.build(directory, source);
        Programs.Result golden = Programs.golden(elf, "{\"misaligned\": \"handle\"}");
        assertEquals(Programs.qemu(elf), golden);
    }
}

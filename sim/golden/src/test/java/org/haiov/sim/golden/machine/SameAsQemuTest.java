package org.haiov.sim.golden.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Programs of software/tests write the same and end the same on QEMU. Not among them: translator.c, which writes at which instruction an
 * interrupt came, and those for a debugger and of Xhaiov.
 */
class SameAsQemuTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"hello.c, 1", "devices.c, 1", "harts.c, 1", "harts.c, 2", "harts.c, 4"})
    void program(String source, int harts) throws Exception {
        Path elf = Programs.build(directory, source, "-DHARTS=" + harts);
        Programs.Result qemu = Programs.qemu(elf, "-smp", Integer.toString(harts));
        assertEquals(0, qemu.code());
        for (int quantum : harts == 1 ? List.of(10_000) : List.of(32, 100, 1000)) {
            assertEquals(qemu, Programs.golden(elf, "{\"misaligned\": \"handle\", \"harts\": " + harts + ", \"quantum\": " + quantum + "}"),
                    "quantum " + quantum);
        }
    }
}

package org.haiov.verification.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A quick part of the random programs: golden model and QEMU leave the same behind. The seeds are fixed. */
class DifferentialTest {
    private static final Path SOFTWARE = Path.of("../software");

    @TempDir
    private Path directory;

    @Test
    void goldenAndQemuAgree() throws Exception {
        for (String tool : List.of("riscv64-unknown-elf-gcc", "qemu-system-riscv64")) {
            Assumptions.assumeTrue(List.of(System.getenv("PATH").split(":")).stream().anyMatch(dir -> Files.isExecutable(Path.of(dir, tool))),
                    tool + " is not installed (./haiov setup)");
        }
        Path frame = directory.resolve("frame.elf");
        Path sources = SOFTWARE.resolve("tests/differential");
        Process build = new ProcessBuilder(SOFTWARE.resolve("build").toString(), "-o", frame.toString(), sources.resolve("enter.S").toString(),
                sources.resolve("main.c").toString()).redirectErrorStream(true).start();
        String messages = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, build.waitFor(), messages);

        for (long seed : new long[] {1, 1000}) {
            Differential.Result result = new Differential(frame, directory).run(seed, 64);
            assertEquals(List.of(), result.differences());
            assertTrue(result.traps() > 1000 && result.skipped() < 4, result.toString());
        }
    }
}

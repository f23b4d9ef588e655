package org.haiov.verification.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A quick part of the random programs: golden model and QEMU leave the same behind. The seeds are fixed. */
class DifferentialTest {
    private static final long SEED = Long.getLong("differential.seed", 8) / 8 * 8;
    private static final int PROGRAMS = 96;

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

        List<Failure> failures = new ArrayList<>();
        try (Differential differential = new Differential(frame, directory, failures::add)) {
            long first = Image.SLOTS * SEED;
            differential.batch(first, PROGRAMS, null);
            differential.batch(first + 7 * Image.SLOTS, PROGRAMS, null); // on the golden model alone, against the manual's tables
            assertEquals(List.of(), failures, "seed " + first);
            Totals totals = differential.totals();
            assertTrue(totals.programs > PROGRAMS / 2 && totals.alone > PROGRAMS / 2 && totals.traps > 10_000, totals.json().toString());
        }
    }
}

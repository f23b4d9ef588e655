package org.haiov.verification.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.haiov.verification.programs.Software;
import org.haiov.verification.qemu.Qemu;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A quick part of the random programs: golden model and QEMU leave the same behind. The seeds are fixed. */
class DifferentialTest {
    private static final long SEED = Long.getLong("differential.seed", 8) / 8 * 8;
    private static final int PROGRAMS = 96;

    @TempDir
    private Path directory;

    @Test
    void goldenAndQemuAgree() throws Exception {
        Assumptions.assumeTrue(Software.COMPILER.installed() && Qemu.installed(), "gcc for RISC-V or QEMU is not installed (./haiov setup)");
        Path frame = new Software(Path.of("../software")).build(directory.resolve("frame.elf"), "tests/differential/enter.S", "tests/differential/main.c");

        List<Failure> failures = new ArrayList<>();
        try (Differential differential = new Differential(frame, directory, failures::add)) {
            long first = Image.SLOTS * Differential.ALONE * SEED;
            differential.batch(first, PROGRAMS, null);
            differential.batch(first + (Differential.ALONE - 1) * Image.SLOTS, PROGRAMS, null); // on the golden model alone, against the manual's tables
            assertEquals(List.of(), failures, "seed " + first);
            Totals totals = differential.totals();
            assertTrue(totals.programs > PROGRAMS / 2 && totals.alone > PROGRAMS / 2 && totals.traps > 10_000, totals.json().toString());
        }
    }
}

package org.haiov.verification.xhaiov;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.haiov.sim.golden.machine.CapturedConsole;
import org.haiov.sim.golden.machine.ElfFile;
import org.haiov.sim.golden.machine.Machine;
import org.haiov.sim.golden.machine.MachineConfig;
import org.haiov.sim.golden.machine.Outcome;
import org.haiov.verification.coverage.Coverage;
import org.haiov.verification.programs.Software;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of software/tests/xhaiov together do everything that is declared. */
class XhaiovCoverageTest {
    @TempDir
    private Path directory;

    @Test
    void programsReachEveryPoint() {
        Assumptions.assumeTrue(Software.COMPILER.installed(), Software.COMPILER.name() + " is not installed (./haiov setup)");
        Coverage coverage = new Coverage("programs");
        XhaiovWatch.declare(coverage);
        for (String program : List.of("csrs", "causes", "uer", "requests", "levels", "switch", "unwind")) {
            Path elf = new Software(Path.of("../software")).build(directory.resolve(program + ".elf"), "tests/xhaiov/" + program + ".S",
                    "tests/xhaiov/harness.S");
            CapturedConsole console = new CapturedConsole();
            Machine machine = new Machine(MachineConfig.defaults(), console);
            machine.harts().forEach(hart -> XhaiovWatch.watch(coverage, hart));
            machine.load(ElfFile.read(elf));
            assertEquals(new Outcome(Outcome.Kind.EXIT, 0, ""), machine.run(2_000_000), console.text());
        }
        List<String> missed = coverage.points().stream().filter(point -> coverage.hits(point) == 0).toList();
        assertEquals(List.of(), missed, coverage.text());
    }
}

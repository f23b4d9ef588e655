package org.haiov.sim.golden.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Turns of harts: equal, or random by a seed; the same run every time. */
class InterleavingTest {
    @TempDir
    private Path directory;

    @Test
    void aSeedMakesAnotherRunAndTheSameOneEachTime() throws Exception {
        ElfFile program = ElfFile.read(Programs.build(directory, "harts.c", "-DHARTS=4"));
        long equalTurns = instructions(program, 0);
        assertEquals(equalTurns, instructions(program, 0));
        long first = instructions(program, 1);
        assertEquals(first, instructions(program, 1));
        assertNotEquals(equalTurns, first);
        assertNotEquals(first, instructions(program, 2));
    }

    /** The harts wait for each other in loops, so that the sum of instructions tells one interleaving from another. */
    private static long instructions(ElfFile program, long seed) {
        CapturedConsole console = new CapturedConsole();
        Machine machine = new Machine(MachineConfig.parse("test", "{\"harts\": 4, \"seed\": " + seed + "}"), console);
        machine.load(program);
        Outcome outcome = machine.run(100_000_000);
        assertEquals(Outcome.Kind.EXIT, outcome.kind(), outcome + " after: " + console.text());
        assertEquals(0, outcome.code(), console.text());
        return machine.retired();
    }
}

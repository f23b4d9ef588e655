package org.haiov.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What {@code haiov bench} and {@code haiov regress} say of the names they are given; nothing is measured here. */
class BenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int haiov(String... arguments) {
        return HaiovCommand.commandLine(arguments).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void listsBenchesAndTheirParts() {
        assertEquals(0, haiov("bench", "--list"), err::toString);
        assertTrue(out.toString().contains("engine ") && out.toString().contains("  engine/lanes-64-idle"), out.toString());
    }

    @Test
    void anUnknownBenchIsAnsweredWithTheKnownOnes() {
        assertEquals(ExitStatus.FAILED, haiov("bench", "speed"));
        assertTrue(err.toString().startsWith("haiov: there is no bench 'speed'\n  there is engine, generate"), err.toString());
    }

    @Test
    void anUnknownPartIsAnsweredWithTheKnownOnes() {
        assertEquals(ExitStatus.USAGE, haiov("bench", "engine/lanes-17"));
        assertTrue(err.toString().startsWith("engine/lanes-17: bench engine has engine/"), err.toString());
    }

    @Test
    void anUnknownSuiteIsAnsweredWithTheKnownOnes() {
        assertEquals(ExitStatus.FAILED, haiov("regress", "lunar"));
        assertTrue(err.toString().startsWith("haiov: there is no suite 'lunar'"), err.toString());
    }
}

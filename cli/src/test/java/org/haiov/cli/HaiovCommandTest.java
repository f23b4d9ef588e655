package org.haiov.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haiov.ir.HaiovException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class HaiovCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        return commandLine().execute(arguments);
    }

    private CommandLine commandLine(Object... more) {
        CommandLine command = HaiovCommand.commandLine();
        for (Object subcommand : more) {
            command.addSubcommand(subcommand);
        }
        return command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    }

    @Test
    void versionIsThatOfTheBuild() throws Exception {
        Matcher inPom = Pattern.compile("<artifactId>haiov</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertTrue(inPom.find());
        assertEquals(0, execute("--version"));
        assertEquals("haiov " + inPom.group(1), out.toString().lines().findFirst().orElseThrow());
    }

    @Test
    void helpListsEveryCommand() {
        assertEquals(0, execute("--help"));
        assertAll(commandLine().getSubcommands().keySet().stream()
                .map(name -> () -> assertTrue(out.toString().contains("\n  " + name + " "), name)));
    }

    @Test
    void nothingToDoIsAnError() {
        assertEquals(ExitStatus.USAGE, execute());
        assertTrue(err.toString().startsWith("Missing command"), err.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bogus", "bogus"})
    void unknownArgumentsAreErrors(String argument) {
        assertEquals(ExitStatus.USAGE, execute(argument));
        assertTrue(err.toString().contains("'" + argument + "'"), err.toString());
        assertEquals("", out.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fuzz", "prove"})
    void whatLaterVersionsBringSaysSoAndFails(String command) {
        assertEquals(ExitStatus.USAGE, execute(command, "program.elf", "--harts", "2"));
        assertTrue(err.toString().startsWith("haiov " + command + ": not available in version " + Version.ofBuild()), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void regressNamesItsSuites() {
        assertEquals(ExitStatus.FAILED, execute("regress", "riscv-tests"));
        assertEquals("haiov: there is no suite 'riscv-tests' in this version; there are vi, linux, differential", err.toString().strip());
    }

    @Test
    void regressLinuxSaysHowToBuildLinux() {
        assertEquals(ExitStatus.FAILED, execute("regress", "linux", "--linux", "no-such"));
        assertTrue(err.toString().startsWith("haiov: no-such/Image: no such file\n  Build Linux with ./haiov linux build"), err.toString());
    }

    @Test
    void regressRunsOneStreamAgain() {
        assertEquals(ExitStatus.OK, execute("regress", "vi", "--engine", "jvm", "--size", "1,16,16,1", "--stream", "0xabc", "--requests", "500"));
        assertTrue(out.toString().contains("random requests, seed 0xabc"), out.toString());
        assertTrue(out.toString().contains("; 0 divergences"), out.toString());
    }

    @Test
    void regressRefusesSizesThatCannotBe() {
        assertEquals(ExitStatus.FAILED, execute("regress", "vi", "--size", "9,16,16,1"));
        assertEquals("haiov: --size: harts = 9: must be 1 to 8", err.toString().strip());
    }

    @Command(name = "mistake")
    static final class UserMistake implements Runnable {
        @Override
        public void run() {
            throw new HaiovException("Counter.java:12: count: 8 bits do not fit into 4");
        }
    }

    @Command(name = "bug")
    static final class Bug implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("cannot be");
        }
    }

    @Test
    void mistakesOfTheUserAreOneMessage() {
        int status = commandLine(new UserMistake()).execute("mistake");
        assertEquals(ExitStatus.FAILED, status);
        assertEquals("haiov: Counter.java:12: count: 8 bits do not fit into 4", err.toString().strip());
    }

    @Test
    void stackTraceOnRequest() {
        int status = commandLine(new UserMistake()).execute("mistake", "--stacktrace");
        assertEquals(ExitStatus.FAILED, status);
        assertTrue(err.toString().contains("UserMistake.run"), err.toString());
    }

    @Test
    void mistakesOfOursShowWhere() {
        int status = commandLine(new Bug()).execute("bug");
        assertEquals(ExitStatus.INTERNAL, status);
        assertTrue(err.toString().contains("internal error in 'bug'"), err.toString());
        assertTrue(err.toString().contains("Bug.run"), err.toString());
        assertFalse(err.toString().contains("Usage:"), err.toString());
    }
}

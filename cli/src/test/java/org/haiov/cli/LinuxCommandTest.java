package org.haiov.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code haiov linux} on a machine that has no compiler. What it builds where it has one is run by {@code haiov regress linux}. */
class LinuxCommandTest {
    @TempDir
    private Path directory;
    private LauncherSandbox machine;

    @BeforeEach
    void machine() throws Exception {
        machine = new LauncherSandbox(directory);
        Path build = machine.home.resolve("software/linux/build");
        Files.createDirectories(build.getParent());
        Files.copy(Path.of("../software/linux/build"), build, StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Test
    void whatIsMissingIsNamedWithTheCommandThatInstallsIt() throws Exception {
        LauncherSandbox.Result result = machine.haiov("linux", "build", "--out", directory.resolve("made").toString());
        assertEquals(1, result.status(), result.err());
        assertTrue(result.err().contains("linux build: missing Debian packages: "), result.err());
        assertTrue(result.err().contains("install them with ./haiov setup, or: apt-get install "), result.err());
        for (String name : new String[] {"gcc-riscv64-linux-gnu", "flex", "bison", "bc", "device-tree-compiler"}) {
            assertTrue(result.err().lines().allMatch(line -> line.contains(name)), result.err());
        }
        assertFalse(Files.exists(directory.resolve("made/Image")));
    }

    @Test
    void wrongArgumentsAreNamed() throws Exception {
        for (String[] arguments : new String[][] {{"linux"}, {"linux", "boot"}, {"linux", "build", "--out"}, {"linux", "build", "fast"}}) {
            LauncherSandbox.Result result = machine.haiov(arguments);
            assertEquals(2, result.status(), result.err());
            assertTrue(result.err().contains("Usage: haiov linux build [--out DIR]"), result.err());
        }
        assertEquals(0, machine.haiov("linux", "--help").status());
    }
}

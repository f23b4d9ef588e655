package org.haiov.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haiov.cli.LauncherSandbox.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    @TempDir
    private Path directory;
    private LauncherSandbox machine;

    @BeforeEach
    void machine() throws Exception {
        machine = new LauncherSandbox(directory);
    }

    private long builds() throws Exception {
        return machine.calls().stream().filter(call -> call.startsWith("mvn")).count();
    }

    @Test
    void argumentsSurviveAndTheDirectoryStays() throws Exception {
        machine.jdk25();
        machine.maven();
        Result result = machine.haiov("generate", "a b", "", "*", "c\"d");
        assertEquals(0, result.status(), result.err());
        assertEquals("<generate>\n<a b>\n<>\n<*>\n<c\"d>\n", result.out());
        assertEquals("java in " + directory + ", cache: none", machine.calls().getLast());
    }

    @Test
    void worksThroughASymbolicLink() throws Exception {
        machine.jdk25();
        machine.maven();
        Path link = Files.createSymbolicLink(directory.resolve("link"), machine.home.resolve("haiov"));
        assertEquals("<--version>\n", machine.run(link, "--version").out());
    }

    @Test
    void buildsOnlyWhatIsOutOfDate() throws Exception {
        machine.jdk25();
        machine.maven();
        machine.haiov("--version");
        assertTrue(machine.calls().getFirst().startsWith("mvn with " + machine.jvms.resolve("jdk-25")), machine.calls().toString());
        assertEquals("", machine.haiov("--version").err());
        assertEquals(1, builds());

        Path added = machine.source("New.java");
        assertTrue(machine.haiov("--version").err().contains("is newer than the last build"));
        assertEquals(2, builds());
        Files.delete(added);
        machine.haiov("--version");
        assertEquals(3, builds(), "a source went away");
        Files.writeString(machine.home.resolve("pom.xml"), "<project></project>");
        machine.haiov("--version");
        assertEquals(4, builds(), "the build file changed");
    }

    @Test
    void aFailedBuildIsShownAndNothingRuns() throws Exception {
        machine.jdk25();
        machine.program("mvn", "echo '[ERROR] New.java:[1,1] no such thing'; exit 1");
        Result result = machine.haiov("--version");
        assertEquals(1, result.status());
        assertTrue(result.err().contains("New.java:[1,1] no such thing"), result.err());
        assertEquals("", result.out());
        assertEquals(List.of(), machine.calls());
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        machine.jdk25();
        machine.maven();
        Path haiov = machine.home.resolve("haiov");
        Process first = machine.start(haiov, "first");
        Process second = machine.start(haiov, "second");
        assertEquals("<first>\n", LauncherSandbox.finish(first).out());
        assertEquals("<second>\n", LauncherSandbox.finish(second).out());
        assertEquals(1, builds());
    }

    @Test
    void aBenchmarkWaitsForTheCacheOfClassesAndUsesIt() throws Exception {
        machine.jdk25();
        machine.maven();
        machine.cache = "on";
        machine.haiov("bench");
        assertEquals("java in " + directory + ", cache: classes", machine.calls().getLast());
    }

    @Test
    void withoutJdkSaysWhichToInstall() throws Exception {
        machine.maven();
        Result result = machine.haiov("generate");
        assertEquals(1, result.status());
        assertTrue(result.err().contains("temurin-25-jdk"), result.err());
    }

    @Test
    void aJdkOfAnotherVersionIsNotTaken() throws Exception {
        machine.jdk25();
        machine.maven();
        Files.writeString(machine.jvms.resolve("jdk-25/release"), "JAVA_VERSION=\"24.0.2\"\n");
        assertEquals(1, machine.haiov("generate").status());
    }

    @Test
    void withoutMavenSaysWhichPackage() throws Exception {
        machine.jdk25();
        Result result = machine.haiov("generate");
        assertEquals(1, result.status());
        assertTrue(result.err().contains("package maven"), result.err());
    }
}

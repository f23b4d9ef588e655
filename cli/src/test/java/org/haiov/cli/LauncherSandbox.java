package org.haiov.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The launcher scripts in a checkout of their own on a make-believe machine: PATH holds the basic programs and what the test puts
 * there; the JDK and Maven are scripts that note how they were called.
 */
final class LauncherSandbox {
    private static final List<String> BASIC = List.of("bash", "readlink", "dirname", "find", "mktemp", "touch", "cp", "mv", "rm", "mkdir",
            "cat", "awk", "tee", "flock", "nice", "timeout", "sleep", "env", "chmod");

    /** The checkout. */
    final Path home;
    /** The only directory on PATH. */
    final Path bin;
    /** Stands for /usr/lib/jvm. */
    final Path jvms;
    /** What the make-believe programs note, one call a line. */
    final Path calls;
    /** Whether a cache of classes may be made; it is made in the background, where it outlives the test. */
    String cache = "off";

    LauncherSandbox(Path directory) throws IOException {
        home = Files.createDirectories(directory.resolve("a checkout"));
        bin = Files.createDirectories(directory.resolve("bin"));
        jvms = Files.createDirectories(directory.resolve("jvms"));
        calls = Files.createFile(directory.resolve("calls"));
        Path real = Path.of("").toAbsolutePath().getParent();
        copy(real.resolve("haiov"), home.resolve("haiov"));
        Path launcher = Files.createDirectories(home.resolve("cli/launcher"));
        try (Stream<Path> files = Files.list(real.resolve("cli/launcher"))) {
            for (Path file : files.toList()) {
                copy(file, launcher.resolve(file.getFileName()));
            }
        }
        // The places where this machine may have a JDK 25 are not those of the make-believe one.
        Path common = launcher.resolve("common.sh");
        String text = Files.readString(common);
        String moved = text.replace("/usr/lib/jvm/*25*", jvms + "/*25*").replace(" /opt/*25*", "");
        assertTrue(!moved.equals(text), "common.sh no longer looks where this test thinks it does");
        Files.writeString(common, moved);
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        source("Main.java");
        for (String program : BASIC) {
            program(program, "exec " + which(program) + " \"$@\"");
        }
    }

    /** A source file of the checkout. */
    Path source(String name) throws IOException {
        Path directory = Files.createDirectories(home.resolve("cli/src/main/java"));
        return Files.writeString(directory.resolve(name), "// " + name);
    }

    /** Puts a program on PATH. */
    void program(String name, String script) throws IOException {
        executable(bin.resolve(name), script);
    }

    void jdk25() throws IOException {
        Path jdk = jvms.resolve("jdk-25");
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"us\"\nJAVA_VERSION=\"25.0.3\"\n");
        executable(jdk.resolve("bin/javac"), "exit 1");
        executable(jdk.resolve("bin/java"), """
                past=false cache=none
                for argument in "$@"; do
                  case $argument in
                    -XX:AOTCacheOutput=*) echo classes > "${argument#*=}"; exit ;;
                    -XX:AOTCache=*) cache=$(cat "${argument#*=}") ;;
                  esac
                  if $past; then printf '<%s>\\n' "$argument"; fi
                  [[ $argument != org.haiov.cli.Main ]] || past=true
                done
                echo "java in $PWD, cache: $cache" >> "$CALLS\"""");
    }

    void maven() throws IOException {
        program("mvn", """
                echo "mvn with $JAVA_HOME: $*" >> "$CALLS"
                sleep 0.3
                mkdir -p "$TREE/cli/target"
                touch "$TREE/cli/target/haiov-cli-1.jar"
                printf '/somewhere/else.jar' > "$TREE/cli/target/class-path\"""");
    }

    List<String> calls() throws IOException {
        return Files.readAllLines(calls);
    }

    record Result(int status, String out, String err) {
    }

    Result run(Path program, String... arguments) throws IOException, InterruptedException {
        return finish(start(program, arguments));
    }

    Result haiov(String... arguments) throws IOException, InterruptedException {
        return run(home.resolve("haiov"), arguments);
    }

    Process start(Path program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(bin.getParent().toFile());
        builder.environment().clear();
        builder.environment().putAll(java.util.Map.of("PATH", bin.toString(), "HOME", bin.getParent().toString(),
                "CALLS", calls.toString(), "TREE", home.toString(), "HAIOV_AOT", cache));
        return builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null"))).start();
    }

    static Result finish(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes());
        String err = new String(process.getErrorStream().readAllBytes());
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "still running");
        return new Result(process.exitValue(), out, err);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, "#!" + which("bash") + "\n" + script + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private static Path which(String program) {
        return Stream.of(System.getenv("PATH").split(":")).map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new AssertionError("this test needs " + program + " on PATH"));
    }
}

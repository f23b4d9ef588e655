package org.haiov.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Builds and tests {@code src/samples/external-counter} as its owner would: with the artifacts that this build has deployed, and
 * nothing else of ours. Its Maven has a local repository of its own (our snapshots stay out of the developer's) and takes other
 * libraries from the developer's, so that no network is needed.
 */
class ExternalSampleIT {
    private static final Path WORK = Path.of("target/external-sample").toAbsolutePath();
    private static final Path REPOSITORY = WORK.resolve("repository");
    private static final Path PROJECT = WORK.resolve("external-counter");
    private static int status;
    private static String log;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        // Other libraries may stay from the last time; what is ours and what the sample made must be new.
        delete(REPOSITORY.resolve("org/haiov"));
        delete(PROJECT);
        copy(Path.of("src/samples/external-counter"), PROJECT);
        Path settings = Files.writeString(WORK.resolve("settings.xml"), settings());
        Path output = WORK.resolve("build.log");
        ProcessBuilder maven = new ProcessBuilder(System.getProperty("maven.executable"), "--batch-mode", "-Dstyle.color=never",
                "--settings", settings.toString(), "-Dmaven.repo.local=" + REPOSITORY, "verify")
                .directory(PROJECT.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        maven.environment().put("MAVEN_OPTS", "--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED");
        Process process = maven.start();
        assertTrue(process.waitFor(3, TimeUnit.MINUTES), "still running");
        status = process.exitValue();
        log = Files.readString(output);
    }

    /** Local repositories hold no checksums; both are read as remote ones here. */
    private static String settings() {
        return """
                <settings>
                  <mirrors>
                    <mirror><id>developer</id><mirrorOf>central</mirrorOf><url>%s</url></mirror>
                  </mirrors>
                  <profiles>
                    <profile>
                      <id>staging</id>
                      <repositories>
                        <repository>
                          <id>central</id><url>https://central</url><releases><checksumPolicy>ignore</checksumPolicy></releases>
                        </repository>
                        <repository>
                          <id>staging</id><url>%s</url>
                          <snapshots><updatePolicy>always</updatePolicy><checksumPolicy>ignore</checksumPolicy></snapshots>
                        </repository>
                      </repositories>
                      <pluginRepositories>
                        <pluginRepository>
                          <id>central</id><url>https://central</url><releases><checksumPolicy>ignore</checksumPolicy></releases>
                        </pluginRepository>
                      </pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>staging</activeProfile></activeProfiles>
                </settings>
                """.formatted(Path.of(System.getProperty("maven.localRepository")).toUri(),
                Path.of(System.getProperty("haiov.staging")).toUri());
    }

    @Test
    void buildsAndPassesItsTests() {
        assertEquals(0, status, log);
        assertTrue(log.contains("Tests run: 4, Failures: 0, Errors: 0, Skipped: 0"), log);
    }

    @Test
    void itsProgramWroteTheVerilog() throws IOException {
        assertTrue(Files.readString(PROJECT.resolve("target/verilog/Counter.v")).contains("module Counter"), log);
    }

    @Test
    void bringsNoBlockOfOurs() throws IOException {
        Path ours = REPOSITORY.resolve("org/haiov");
        assertEquals(Set.of("haiov", "haiov-engine", "haiov-hdl", "haiov-rtl-templates"), names(ours));
        try (Stream<Path> files = Files.walk(ours)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
            assertFalse(jars.isEmpty());
            for (Path jar : jars) {
                try (JarFile content = new JarFile(jar.toFile())) {
                    assertEquals(List.of(), content.stream().map(Object::toString)
                            .filter(entry -> entry.startsWith("org/haiov/blocks/")).toList(), jar.toString());
                }
            }
        }
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}

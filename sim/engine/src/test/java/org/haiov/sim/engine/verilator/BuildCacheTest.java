package org.haiov.sim.engine.verilator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haiov.ir.HaiovException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildCacheTest {
    @TempDir
    Path root;

    private final AtomicInteger builds = new AtomicInteger();

    private Path get(String key) {
        return new BuildCache(root).get(key, folder -> {
            builds.incrementAndGet();
            Files.writeString(folder.resolve("result"), "result of " + key);
        });
    }

    @Test
    void buildsOnceForEachKey() throws IOException {
        Path first = get("a");
        assertEquals("result of a", Files.readString(first.resolve("result")));
        assertEquals(first, get("a"));
        assertEquals(1, builds.get());
        get("b");
        assertEquals(2, builds.get());
        assertEquals(List.of("a", "a.lock", "b", "b.lock"), names(), "nothing else is left behind");
    }

    @Test
    void aDamagedEntryIsBuiltAgain() throws IOException {
        Path entry = get("a");
        Files.writeString(entry.resolve("result"), "result of A");
        assertEquals("result of a", Files.readString(get("a").resolve("result")));
        assertEquals(2, builds.get());
        Files.delete(entry.resolve("result"));
        assertEquals("result of a", Files.readString(get("a").resolve("result")));
        Files.write(entry.resolve("manifest"), new byte[] {0, 1, (byte) 0xFF, 32, 0, 10});
        assertEquals("result of a", Files.readString(get("a").resolve("result")));
        Files.delete(entry.resolve("manifest"));
        assertEquals("result of a", Files.readString(get("a").resolve("result")));
        Files.writeString(entry.resolve("manifest"), "");
        assertEquals("result of a", Files.readString(get("a").resolve("result")));
        assertEquals(6, builds.get());
    }

    @Test
    void aFailedBuildLeavesNothing() throws IOException {
        HaiovException failure = new HaiovException("no");
        assertEquals(failure, assertThrows(HaiovException.class, () -> new BuildCache(root).get("a", folder -> {
            Files.writeString(folder.resolve("half"), "half");
            throw failure;
        })));
        assertEquals(List.of("a.lock"), names());
        get("a");
        assertEquals(1, builds.get());
    }

    @Test
    void threadsWaitForEachOther() throws Exception {
        try (var pool = Executors.newFixedThreadPool(8)) {
            List<Future<Path>> all = IntStream.range(0, 8).mapToObj(_ -> pool.submit(() -> get("a"))).toList();
            for (Future<Path> one : all) {
                assertEquals(root.resolve("a"), one.get());
            }
        }
        assertEquals(1, builds.get());
    }

    /** Started as a process of its own: builds for ever, after saying that it began. */
    static final class Stuck {
        public static void main(String[] args) {
            new BuildCache(Path.of(args[0])).get("a", folder -> {
                Files.writeString(folder.resolve("result"), "half of the res");
                System.out.println("begun");
                try {
                    Thread.sleep(Duration.ofHours(1));
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            });
        }
    }

    @Test
    void aKilledBuildHarmsNobody() throws Exception {
        Process stuck = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Stuck.class.getName(), root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            assertEquals("begun", stuck.inputReader().readLine());
            try (var pool = Executors.newSingleThreadExecutor()) {
                Future<Path> waiting = pool.submit(() -> get("a"));
                assertThrows(java.util.concurrent.TimeoutException.class, () -> waiting.get(200, TimeUnit.MILLISECONDS),
                        "another process builds the same");
                stuck.destroyForcibly().waitFor();
                assertEquals("result of a", Files.readString(waiting.get().resolve("result")));
            }
        } finally {
            stuck.destroyForcibly();
        }
        Path left = root.resolve("tmp-" + stuck.pid() + "-1");
        assertTrue(Files.exists(left), "what it left is kept for a while");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        get("b");
        assertFalse(Files.exists(left), "and swept by a later build");
    }

    @Test
    void whatNobodyUsesIsSwept() throws IOException {
        Path old = get("old");
        Path used = get("used");
        FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(40)));
        Files.setLastModifiedTime(old, longAgo);
        Files.setLastModifiedTime(used, longAgo);
        get("used");
        get("new");
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(used));
    }

    @Test
    void anUnusableFolderIsNamed() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "");
        String message = assertThrows(HaiovException.class, () -> new BuildCache(file.resolve("cache")).get("a", _ -> {
        })).getMessage();
        assertTrue(message.startsWith("cannot use the cache folder " + file.resolve("cache")), message);
        assertTrue(message.endsWith("Name a writable one in HAIOV_CACHE."), message);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}

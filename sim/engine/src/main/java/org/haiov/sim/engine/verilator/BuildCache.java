package org.haiov.sim.engine.verilator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.haiov.ir.HaiovException;

/**
 * A folder of built things, each in a folder named by a hash of all that went into it.
 *
 * <p>A build works in a temporary folder and is renamed into place whole, with a {@link Manifest} of its files, so a killed build
 * leaves nothing that could be taken for a result. Builds of one key wait for each other, within this process and beside others;
 * different keys do not. Each use checks the manifest, and what does not agree with it is built again.
 */
final class BuildCache {
    /** Temporary folders of processes that are gone are swept after this time; process numbers may come from elsewhere. */
    private static final Duration STALE = Duration.ofMinutes(30);
    private static final Duration UNUSED = Duration.ofDays(30);
    private static final Map<Path, Object> IN_PROCESS = new ConcurrentHashMap<>();
    private static final AtomicInteger SERIAL = new AtomicInteger();
    private final Path root;

    /** What makes an entry's files. */
    @FunctionalInterface
    interface Build {
        void into(Path folder) throws IOException;
    }

    BuildCache(Path root) {
        this.root = root.toAbsolutePath();
    }

    /**
     * The cache of the project one works in, {@code .haiov/cache} below the nearest folder with the launcher; elsewhere, that is
     * for users of the library, {@code haiov} below {@code XDG_CACHE_HOME}. Property {@code haiov.cache} or environment variable
     * HAIOV_CACHE name another.
     */
    static Path defaultRoot() {
        String named = System.getProperty("haiov.cache", System.getenv("HAIOV_CACHE"));
        if (named != null) {
            return Path.of(named);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isExecutable(at.resolve("haiov")) && Files.exists(at.resolve("rtl-templates"))) {
                return at.resolve(".haiov").resolve("cache");
            }
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        return (xdg == null || xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg)).resolve("haiov");
    }

    Path root() {
        return root;
    }

    /** The entry's folder; built first where it is missing or damaged. */
    Path get(String key, Build build) {
        Path entry = root.resolve(key);
        Optional<Path> ready = use(entry);
        if (ready.isPresent()) {
            return entry;
        }
        try {
            Files.createDirectories(root);
            synchronized (IN_PROCESS.computeIfAbsent(entry, _ -> new Object())) {
                try (FileChannel lock = FileChannel.open(root.resolve(key + ".lock"), StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE); var _ = lock.lock()) {
                    if (use(entry).isEmpty()) {
                        sweep();
                        make(entry, build);
                    }
                }
            }
        } catch (IOException e) {
            throw new HaiovException("cannot use the cache folder " + root + ": " + e.getMessage()
                    + ". Name a writable one in HAIOV_CACHE.", e);
        }
        return entry;
    }

    private void make(Path entry, Build build) throws IOException {
        Path work = root.resolve("tmp-" + ProcessHandle.current().pid() + "-" + SERIAL.incrementAndGet());
        deleteTree(work);
        Files.createDirectories(work);
        try {
            build.into(work);
            Manifest.write(work);
            if (Files.exists(entry)) {
                Path damaged = root.resolve(work.getFileName() + "-damaged");
                Files.move(entry, damaged, StandardCopyOption.ATOMIC_MOVE);
                deleteTree(damaged);
            }
            Files.move(work, entry, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("it is on a file system that cannot rename a folder in one piece", e);
        } finally {
            deleteTree(work);
        }
    }

    /** The entry, if it is whole; remembers that it was used. */
    private static Optional<Path> use(Path entry) {
        if (!Manifest.agrees(entry)) {
            return Optional.empty();
        }
        try {
            Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
        } catch (IOException _) {
            // A cache that may only be read is good enough for reading.
        }
        return Optional.of(entry);
    }

    /** Removes what killed builds left and what nobody has used for long. */
    private void sweep() throws IOException {
        try (Stream<Path> all = Files.list(root)) {
            for (Path path : all.toList()) {
                String name = path.getFileName().toString();
                boolean gone = name.startsWith("tmp-") ? !alive(name) && olderThan(path, STALE) : olderThan(path, UNUSED);
                if (gone) {
                    deleteTree(path);
                }
            }
        }
    }

    private static boolean alive(String temporary) {
        try {
            return ProcessHandle.of(Long.parseLong(temporary.split("-")[1])).isPresent();
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return false;
        }
    }

    private static boolean olderThan(Path path, Duration age) {
        try {
            return Files.getLastModifiedTime(path).toInstant().isBefore(Instant.now().minus(age));
        } catch (IOException _) {
            return false; // Somebody else has just removed it.
        }
    }

    /** Removes a folder; what somebody else is removing at the same time is no error. */
    static void deleteTree(Path tree) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(tree)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException | UncheckedIOException _) {
            return;
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}

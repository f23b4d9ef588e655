package org.haiov.sim.engine.verilator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The list of a folder's files with their hashes, by which damage is noticed. Written last. */
final class Manifest {
    private static final String NAME = "manifest";

    private Manifest() {
    }

    static void write(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.sorted().toList()) {
                text.append(Digest.of(file)).append(' ').append(file.getFileName()).append('\n');
            }
            Files.writeString(folder.resolve(NAME), text);
        }
    }

    /** Whether the folder has a manifest and every file in it is as it was. */
    static boolean agrees(Path folder) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(NAME));
            for (String line : lines) {
                int space = line.indexOf(' ');
                if (space < 0 || !Digest.of(folder.resolve(line.substring(space + 1))).equals(line.substring(0, space))) {
                    return false;
                }
            }
            return !lines.isEmpty();
        } catch (IOException | InvalidPathException _) {
            return false;
        }
    }
}

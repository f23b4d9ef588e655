package org.haiov.verilog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haiov.ir.HaiovException;

/**
 * Writes {@link VerilogOutput} into a folder. A file appears whole or not at all, and one that is as it should be is not touched; a
 * new folder appears with all its files at once.
 */
public final class VerilogWriter {
    private VerilogWriter() {
    }

    /**
     * @param folder is made if missing
     * @return the files that were written anew, in order
     */
    public static List<Path> write(VerilogOutput output, Path folder) {
        try {
            if (Files.notExists(folder)) {
                return writeNew(output, folder);
            }
            Files.createDirectories(folder);
            return update(output, folder);
        } catch (IOException e) {
            throw new HaiovException("cannot write Verilog to " + folder + ": " + e, e);
        } catch (UncheckedIOException e) {
            throw new HaiovException("cannot write Verilog to " + folder + ": " + e.getCause(), e);
        }
    }

    private static List<Path> writeNew(VerilogOutput output, Path folder) throws IOException {
        Path whole = folder.toAbsolutePath();
        Files.createDirectories(whole.getParent());
        Path part = temporary(whole);
        Files.createDirectory(part);
        try {
            output.files().entrySet().parallelStream().forEach(file -> create(part.resolve(file.getKey()), bytes(file)));
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | UncheckedIOException e) {
            for (String file : output.files().keySet()) {
                Files.deleteIfExists(part.resolve(file));
            }
            Files.deleteIfExists(part);
            if (Files.isDirectory(whole)) {
                return update(output, folder); // somebody else has made it meanwhile
            }
            throw e;
        }
        return output.files().keySet().stream().map(folder::resolve).toList();
    }

    private static List<Path> update(VerilogOutput output, Path folder) {
        return output.files().entrySet().parallelStream().map(file -> {
            Path path = folder.resolve(file.getKey());
            byte[] text = bytes(file);
            return holds(path, text) ? null : replace(path, text);
        }).filter(Objects::nonNull).toList();
    }

    private static byte[] bytes(Map.Entry<String, String> file) {
        return file.getValue().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean holds(Path path, byte[] text) {
        try {
            return Files.isRegularFile(path) && Files.size(path) == text.length && Arrays.equals(Files.readAllBytes(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path path, byte[] text) {
        try {
            Files.write(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path replace(Path path, byte[] text) {
        Path part = temporary(path);
        try {
            Files.write(part, text);
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return path;
        } catch (IOException e) {
            try {
                Files.deleteIfExists(part);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary(Path path) {
        return path.resolveSibling("." + path.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    }
}

package org.haiov.verilog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.haiov.ir.HaiovException;

/** Writes {@link VerilogOutput} into a folder. A file appears whole or not at all, and one that is as it should be is not touched. */
public final class VerilogWriter {
    private VerilogWriter() {
    }

    /**
     * @param folder is made if missing
     * @return the files that were written anew, in order
     */
    public static List<Path> write(VerilogOutput output, Path folder) {
        List<Path> written = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, String> file : output.files().entrySet()) {
                Path path = folder.resolve(file.getKey());
                byte[] text = file.getValue().getBytes(StandardCharsets.UTF_8);
                if (!Files.isRegularFile(path) || Files.size(path) != text.length || !Arrays.equals(Files.readAllBytes(path), text)) {
                    replace(path, text);
                    written.add(path);
                }
            }
        } catch (IOException e) {
            throw new HaiovException("cannot write Verilog to " + folder + ": " + e, e);
        }
        return written;
    }

    private static void replace(Path path, byte[] text) throws IOException {
        Path part = path.resolveSibling("." + path.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.write(part, text);
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}

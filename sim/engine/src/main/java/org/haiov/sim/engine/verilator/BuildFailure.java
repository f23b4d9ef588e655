package org.haiov.sim.engine.verilator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haiov.ir.HaiovException;

/** A model could not be built; its message has the first errors and names the whole log. */
public final class BuildFailure extends HaiovException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 8;

    private BuildFailure(String message) {
        super(message);
    }

    static BuildFailure of(String what, String output, Path folder, String key) throws IOException {
        Path log = folder.resolve("failed-" + key.substring(0, Math.min(key.length(), 24)) + ".log");
        Files.writeString(log, output);
        List<String> errors = output.lines().filter(line -> line.contains("rror:") || line.startsWith("%Error")
                || line.contains("undefined reference")).toList();
        List<String> shown = errors.isEmpty() ? output.lines().toList() : errors;
        StringBuilder text = new StringBuilder(what).append(":\n");
        shown.stream().limit(SHOWN).forEach(line -> text.append("  ").append(line.strip()).append('\n'));
        if (shown.size() > SHOWN) {
            text.append("  (").append(shown.size() - SHOWN).append(" more)\n");
        }
        return new BuildFailure(text.append("Whole log: ").append(log).toString());
    }
}

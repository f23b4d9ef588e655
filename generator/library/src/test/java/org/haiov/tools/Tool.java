package org.haiov.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Verilog tools that our output must please. A missing one fails the test and names its package. */
public enum Tool {
    VERILATOR("verilator"), IVERILOG("iverilog"), VVP("iverilog"), YOSYS("yosys");

    private final String aptPackage;

    Tool(String aptPackage) {
        this.aptPackage = aptPackage;
    }

    /** Runs it in a folder; gives what it printed on either stream; any exit code but 0 fails the test. */
    public String run(Path folder, List<String> arguments) {
        String command = name().toLowerCase(java.util.Locale.ROOT);
        List<String> line = new ArrayList<>();
        line.add(command);
        line.addAll(arguments);
        try {
            Process process = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), () -> String.join(" ", line) + "\n" + said);
            return said;
        } catch (IOException e) {
            return fail(command + " does not start: install package " + aptPackage + ", or run ./haiov setup (" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** Runs it and fails the test if it says anything at all: a warning is something to answer, not to hide. */
    public void silent(Path folder, List<String> arguments) {
        assertEquals("", run(folder, arguments), () -> this + " " + String.join(" ", arguments));
    }
}

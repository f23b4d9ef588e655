package org.haiov.fpga;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.haiov.ir.HaiovException;

/** Runs Yosys as a process of its own. */
public final class Yosys {
    private static final int SHOWN_LOG_LINES = 15;

    private Yosys() {
    }

    /**
     * Synthesises for an ECP5 without placing: what Lattice parts would be made of.
     *
     * @param sources Verilog files
     * @param top module to synthesise, everything below it flattened into it
     * @param folder where the log, {@code yosys.log}, goes
     */
    public static Resources synthesizeEcp5(List<Path> sources, String top, Path folder) {
        Path statistics = folder.resolve("statistics.json");
        // tee takes no quotation marks: a plain name in the folder that yosys runs in
        run(readAll(sources) + "synth_ecp5 -top " + top + "; tee -q -o " + statistics.getFileName() + " stat -json", folder);
        return new Resources(cells(statistics));
    }

    /** Fails on latches, several drivers, undriven wires and combinational loops ({@code check -assert}), and on missing modules. */
    public static void check(List<Path> sources, String top, Path folder) {
        run(readAll(sources) + "hierarchy -check -top " + top + "; proc; check -assert; select -assert-none t:$dlatch t:$adlatch",
                folder);
    }

    private static String readAll(List<Path> sources) {
        return sources.stream().map(s -> "read_verilog " + quote(s) + "; ").collect(Collectors.joining());
    }

    private static String quote(Path file) {
        String name = file.toAbsolutePath().toString();
        if (name.contains("\"")) {
            throw new HaiovException("yosys cannot take a path with a quotation mark: " + name + "\n  use another folder");
        }
        return "\"" + name + "\"";
    }

    private static void run(String script, Path folder) {
        Path log = folder.resolve("yosys.log");
        try {
            Files.createDirectories(folder);
            Process process = new ProcessBuilder("yosys", "-Q", "-p", script).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(log.toFile()).start();
            try {
                if (process.waitFor() != 0) {
                    List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
                    throw new HaiovException("yosys failed; the end of " + log + ":\n  " + lines
                            .subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size()).stream()
                            .collect(Collectors.joining("\n  ")));
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
                throw new HaiovException("stopped while yosys was running", e);
            }
        } catch (IOException e) {
            throw new HaiovException("cannot run yosys: " + e.getMessage()
                    + "\n  install it with ./haiov setup, or apt-get install yosys", e);
        }
    }

    /** Cells of the only module left after flattening, out of {@code stat -json}. */
    private static Map<String, Long> cells(Path statistics) {
        try {
            JsonObject design = JsonParser.parseString(Files.readString(statistics)).getAsJsonObject().getAsJsonObject("design");
            Map<String, Long> cells = new HashMap<>();
            design.getAsJsonObject("num_cells_by_type").entrySet()
                    .forEach(e -> cells.put(e.getKey(), e.getValue().getAsLong()));
            return cells;
        } catch (IOException e) {
            throw new HaiovException("yosys wrote no statistics into " + statistics, e);
        }
    }
}

package org.haiov.sim.engine.verilator;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.haiov.ir.HaiovException;

/**
 * The programs that turn Verilog into a shared library.
 *
 * @param verilatorVersion what {@code verilator --version} prints
 * @param compilerVersion first line of what {@code g++ --version} prints
 * @param include folder with Verilator's C++ run-time sources
 */
public record Toolchain(Path verilator, Path compiler, String verilatorVersion, String compilerVersion, Path include) {
    private static final Map<String, Toolchain> FOUND = new ConcurrentHashMap<>();
    private static final String OLDEST = "Verilator 5.006";

    /** Those on this process's PATH; throws {@link MissingTool} where one is missing. */
    public static Toolchain find() {
        return find(System.getenv().getOrDefault("PATH", ""));
    }

    /** Those on a PATH of one's own, looked for once each. */
    public static Toolchain find(String path) {
        Toolchain known = FOUND.get(path);
        if (known == null) {
            known = look(path);
            FOUND.put(path, known);
        }
        return known;
    }

    private static Toolchain look(String path) {
        Path verilator = locate("verilator", "verilator", path);
        Path compiler = locate("g++", "g++", path);
        String version = firstLine(verilator, "--version");
        if (!version.startsWith("Verilator ") || version.compareTo(OLDEST) < 0) {
            throw new HaiovException(verilator + " is '" + version + "'; the Verilator engine needs " + OLDEST + " or newer");
        }
        Path include = Path.of(firstLine(verilator, "--getenv", "VERILATOR_ROOT")).resolve("include");
        if (!Files.isReadable(include.resolve("verilated.cpp"))) {
            throw new HaiovException("the installation of " + verilator + " is not whole: there is no " + include
                    + "/verilated.cpp. Install the package verilator anew.");
        }
        return new Toolchain(verilator, compiler, version, firstLine(compiler, "--version"), include);
    }

    private static Path locate(String tool, String debianPackage, String path) {
        for (String folder : path.split(File.pathSeparator)) {
            Path candidate = Path.of(folder.isEmpty() ? "." : folder, tool);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return candidate.toAbsolutePath();
            }
        }
        throw new MissingTool(tool, debianPackage);
    }

    private static String firstLine(Path tool, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of(tool.toString()));
        command.addAll(List.of(arguments));
        Command.Result result = Command.run(command, Path.of("."));
        if (result.status() != 0) {
            throw new HaiovException(String.join(" ", command) + " fails: " + result.output().strip());
        }
        return result.output().lines().findFirst().orElse("").strip();
    }
}

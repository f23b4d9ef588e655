package org.haiov.verification.bench.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.haiov.ir.Design;
import org.haiov.ir.HaiovException;
import org.haiov.sim.engine.verilator.Toolchain;
import org.haiov.verilog.EmitOptions;
import org.haiov.verilog.VerilogEmitter;

/**
 * The peer: a program as a user of Verilator would build it, with Verilator's own makefile and a main loop in C++, for speed of the
 * run: no trace, no public signals, no assertions.
 */
final class VerilatorProgram implements AutoCloseable {
    private static final String COMPILE = "-O3 -march=native";
    private final Path folder;

    private VerilatorProgram(Path folder) {
        this.folder = folder;
    }

    static VerilatorProgram build(Design design, Consumer<String> progress) throws IOException, InterruptedException {
        progress.accept("building Verilator's program");
        VerilatorProgram program = prepare(design);
        program.make();
        return program;
    }

    /** Writes the Verilog and the main loop, builds nothing yet. */
    static VerilatorProgram prepare(Design design) throws IOException {
        Path folder = Files.createTempDirectory("haiov-bench-");
        String verilog = new VerilogEmitter(new EmitOptions(true, Integer.MAX_VALUE)).emit(design).files().get(design.top().name() + ".v");
        Files.writeString(folder.resolve("top.v"), verilog);
        try (InputStream in = VerilatorProgram.class.getResourceAsStream("main.cpp")) {
            Files.write(folder.resolve("main.cpp"), in.readAllBytes());
        }
        return new VerilatorProgram(folder);
    }

    /** From Verilog to program. */
    void make() throws IOException, InterruptedException {
        call(Toolchain.find().verilator().toString(), "--cc", "--exe", "--build", "-j", "2", "-O3", "--x-assign", "fast", "--x-initial",
                "fast", "-Wno-fatal", "-Wno-lint", "-Wno-style", "--prefix", "Vtop", "-MAKEFLAGS",
                "OPT_FAST='" + COMPILE + "' OPT_SLOW='' OPT_GLOBAL='" + COMPILE + "'", "-CFLAGS", COMPILE, "top.v", "main.cpp");
    }

    /** A turn in a process of its own. */
    Turn run(long cycles) throws IOException, InterruptedException {
        return Turn.parse(call("obj_dir/Vtop", Long.toString(Turn.unmeasured(cycles)), Long.toString(cycles)).strip());
    }

    private String call(String... command) throws IOException, InterruptedException {
        List<String> parts = new ArrayList<>(List.of(command));
        if (parts.getFirst().startsWith("obj_dir")) {
            parts.set(0, folder.resolve(parts.getFirst()).toString());
        }
        Process process = new ProcessBuilder(parts).directory(folder.toFile()).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new HaiovException(String.join(" ", parts) + " fails:\n" + output);
            }
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

package org.haiov.sim.engine.verilator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haiov.ir.HaiovException;

/** Turns Verilog into a shared library with the C interface of shim.cpp, or finds it in the cache. */
final class ModelBuilder {
    /** Changes whenever what is built from the same sources changes for a reason that is in no source. */
    private static final String FORMAT = "1";
    private static final String LIBRARY = "model.so";
    private static final String SHIM = resource("shim.cpp");
    /**
     * Verilator's optimisations that get some results wrong, in 5.006 and years later: trees of XORs (verilator/verilator issues 4059
     * and 5186) and signed comparisons with what is found to be 0 (issue 6000; !(b < a) printed for a <= b fares no better). Random netlists
     * show both soon.
     */
    private static final List<String> LEFT_OUT = List.of("-fno-const-bit-op-tree", "-fno-dfg-peephole");
    private static final List<String> VERILATE = List.of("--cc", "--savable", "-O3", "--x-assign", "fast", "--x-initial", "fast",
            "--no-timing", "-Wno-fatal", "-Wno-lint", "-Wno-style", "--prefix", "Vm", "--Mdir", "obj");
    private final Toolchain tools;
    private final BuildCache cache;

    ModelBuilder(Toolchain tools, BuildCache cache) {
        this.tools = tools;
        this.cache = cache;
    }

    /** The library's file. */
    Path build(ModelSource source) {
        Digest digest = toolsDigest(source.optimization()).add(SHIM).add(String.join(" ", VERILATE)).add(String.join(" ", LEFT_OUT))
                .add(source.top())
                .add(source.controlFile()).add(source.signalTable()).add(String.join(" ", source.ports()));
        source.verilog().forEach((name, text) -> digest.add(name).add(text));
        String key = "model-" + digest.hex();
        return cache.get(key, folder -> make(source, folder, key)).resolve(LIBRARY);
    }

    private Digest toolsDigest(Optimization optimization) {
        Digest digest = new Digest().add(FORMAT).add(tools.verilatorVersion()).add(tools.compilerVersion())
                .add(String.join(" ", optimization.flags())).add(System.getProperty("os.arch"));
        return optimization.tiedToProcessor() ? digest.add(Processor.identity()) : digest;
    }

    private void make(ModelSource source, Path folder, String key) throws IOException {
        Path work = Files.createDirectory(folder.resolve("work"));
        verilate(source, work, key);
        Path obj = work.resolve("obj");
        GeneratedFiles generated = GeneratedFiles.read(obj);
        Files.writeString(obj.resolve("model.h"), new ModelHeader(source, generated.portNames()).text());
        Files.writeString(obj.resolve("shim.cpp"), SHIM);
        List<Path> runtime = runtime(source.optimization(), generated.runtime());
        Compiler compiler = new Compiler(tools, obj, key, cache.root());
        List<Compiler.Unit> units = generated.units("shim.cpp", source.optimization().flags());
        List<Path> objects = new ArrayList<>(compiler.compile(units));
        objects.addAll(runtime);
        compiler.link(objects, folder.resolve(LIBRARY));
        BuildCache.deleteTree(work);
    }

    private void verilate(ModelSource source, Path work, String key) throws IOException {
        List<String> command = new ArrayList<>(List.of(tools.verilator().toString()));
        command.addAll(VERILATE);
        command.addAll(LEFT_OUT);
        command.addAll(List.of("--top-module", source.top(), "control.vlt"));
        Files.writeString(work.resolve("control.vlt"), source.controlFile());
        for (Map.Entry<String, String> file : source.verilog().entrySet()) {
            Files.writeString(work.resolve(file.getKey()), file.getValue());
            command.add(file.getKey());
        }
        Command.Result result = Command.run(command, work);
        if (result.status() != 0) {
            throw BuildFailure.of("Verilator does not take the Verilog of " + source.top(), result.output(), cache.root(), key);
        }
    }

    /** Object files of Verilator's run-time sources, the same for all models. */
    private List<Path> runtime(Optimization optimization, List<String> names) {
        String key = "runtime-" + toolsDigest(optimization).add(String.join(" ", names)).hex();
        Path entry = cache.get(key, folder -> {
            List<Compiler.Unit> units = new ArrayList<>();
            for (String name : names) {
                units.add(new Compiler.Unit(name, List.of(tools.include().resolve(name + ".cpp").toString()), optimization.flags()));
            }
            new Compiler(tools, folder, key, cache.root()).compile(units);
        });
        return names.stream().map(name -> entry.resolve(name + ".o")).toList();
    }

    private static String resource(String name) {
        try (InputStream in = ModelBuilder.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new HaiovException("the library's jar is not whole: no " + name + " in it");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

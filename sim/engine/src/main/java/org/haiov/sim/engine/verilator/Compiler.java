package org.haiov.sim.engine.verilator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.haiov.ir.HaiovException;

/** Calls the C++ compiler, two units at a time. */
final class Compiler {
    private static final int JOBS = 2;
    private final Toolchain tools;
    private final Path folder;
    private final String key;
    private final Path logs;

    /**
     * One call of the compiler.
     *
     * @param name of the object file, without ending
     * @param sources C++ files that are read one after the other
     */
    record Unit(String name, List<String> sources, List<String> flags) {
    }

    /** @param logs where the log of a failed build goes, named by {@code key} */
    Compiler(Toolchain tools, Path folder, String key, Path logs) {
        this.tools = tools;
        this.folder = folder;
        this.key = key;
        this.logs = logs;
    }

    /** The object files, in the order of the units. */
    List<Path> compile(List<Unit> units) throws IOException {
        List<Future<Path>> results = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(JOBS)) {
            for (Unit unit : units) {
                results.add(pool.submit(() -> compile(unit)));
            }
            List<Path> objects = new ArrayList<>();
            try {
                for (Future<Path> result : results) {
                    objects.add(result.get());
                }
            } catch (InterruptedException | ExecutionException e) {
                pool.shutdownNow();
                switch (e.getCause()) {
                    case HaiovException ours -> throw ours;
                    case IOException io -> throw io;
                    case null -> Thread.currentThread().interrupt();
                    default -> throw new IllegalStateException(e);
                }
                throw new HaiovException("interrupted while compiling", e);
            }
            return objects;
        }
    }

    private Path compile(Unit unit) throws IOException {
        Path source = folder.resolve(unit.name + ".unit.cpp");
        StringBuilder text = new StringBuilder();
        unit.sources.forEach(file -> text.append("#include \"").append(file).append("\"\n"));
        Files.writeString(source, text);
        Path object = folder.resolve(unit.name + ".o");
        List<String> command = new ArrayList<>(List.of(tools.compiler().toString(), "-std=gnu++17", "-fPIC", "-fvisibility=hidden",
                "-fno-gnu-unique", "-w", "-DVM_COVERAGE=0", "-DVM_SC=0", "-DVM_TRACE=0", "-DVL_USER_FINISH", "-DVL_USER_STOP",
                "-DVL_USER_FATAL", "-I.", "-I" + tools.include(), "-I" + tools.include().resolve("vltstd")));
        command.addAll(unit.flags);
        command.addAll(List.of("-c", source.toString(), "-o", object.toString()));
        call(command, "the C++ of the model does not compile");
        Files.delete(source);
        return object;
    }

    void link(List<Path> objects, Path library) throws IOException {
        List<String> command = new ArrayList<>(List.of(tools.compiler().toString(), "-shared", "-Wl,-Bsymbolic", "-Wl,--no-undefined",
                "-Wl,-s", "-pthread", "-o", library.toString()));
        objects.forEach(object -> command.add(object.toString()));
        call(command, "the model does not link");
    }

    private void call(List<String> command, String what) throws IOException {
        Command.Result result = Command.run(command, folder);
        if (result.status() != 0) {
            throw BuildFailure.of(what, String.join(" ", command) + "\n" + result.output(), logs, key);
        }
    }
}

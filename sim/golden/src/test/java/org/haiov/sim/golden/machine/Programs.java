package org.haiov.sim.golden.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Builds programs of software/ and runs them on the golden model and on QEMU. */
public final class Programs {
    /** What a program wrote, and its exit code. */
    record Result(String console, int code) {}

    private static final Path SOFTWARE = Path.of("../../software");

    private Programs() {}

    /** Skips the test, and says so, where a tool is missing. */
    public static void need(String tool) {
        boolean there = List.of(System.getenv("PATH").split(":")).stream().anyMatch(dir -> Files.isExecutable(Path.of(dir, tool)));
        Assumptions.assumeTrue(there, tool + " is not installed (./haiov setup)");
    }

    /** Builds {@code sources}, files of software/tests and, with a {@code -} before them, compiler options, into {@code directory}. */
    public static Path build(Path directory, String... sources) throws IOException, InterruptedException {
        need("riscv64-unknown-elf-gcc");
        Path elf = directory.resolve(sources[0].replaceAll("\\W", "_") + ".elf");
        List<String> command = new ArrayList<>(List.of(SOFTWARE.resolve("build").toString(), "-g", "-o", elf.toString()));
        for (String source : sources) {
            command.add(source.startsWith("-") ? source : SOFTWARE.resolve("tests").resolve(source).toString());
        }
        Process build = new ProcessBuilder(command).redirectErrorStream(true).start();
        String messages = text(build.getInputStream());
        assertEquals(0, build.waitFor(), messages);
        return elf;
    }

    static Result golden(Path elf, String configuration) {
        CapturedConsole console = new CapturedConsole();
        Machine machine = new Machine(MachineConfig.parse("test", configuration), console);
        machine.load(ElfFile.read(elf));
        Outcome outcome = machine.run(100_000_000);
        assertEquals(Outcome.Kind.EXIT, outcome.kind(), outcome + " after: " + console.text());
        return new Result(console.text(), outcome.code());
    }

    static Result qemu(Path elf, String... options) throws IOException, InterruptedException {
        need("qemu-system-riscv64");
        List<String> command = new ArrayList<>(List.of("qemu-system-riscv64", "-M", "virt", "-cpu", "rv64,h=true,sstc=true,f=false,d=false,v=false",
                "-m", "128M", "-nographic", "-monitor", "none", "-serial", "stdio", "-bios", "none", "-kernel", elf.toString()));
        command.addAll(List.of(options));
        Process qemu = new ProcessBuilder(command).redirectErrorStream(true).start();
        qemu.getOutputStream().close();
        String console = text(qemu.getInputStream());
        if (!qemu.waitFor(60, TimeUnit.SECONDS)) {
            qemu.destroyForcibly();
            throw new AssertionError("QEMU does not end: " + console);
        }
        return new Result(console, qemu.exitValue());
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}

package org.haiov.verification.bench.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.haiov.ir.HaiovException;
import org.haiov.sim.golden.machine.LinuxBoot;
import org.haiov.verification.bench.Bench;
import org.haiov.verification.bench.Measurement;
import org.haiov.verification.bench.Results;
import org.haiov.verification.bench.Rounds;
import org.haiov.verification.linux.LinuxBuild;
import org.haiov.verification.programs.Software;
import org.haiov.verification.programs.Software;
import org.haiov.verification.qemu.Qemu;

/**
 * The golden model beside QEMU, one hart, the same files, each engine in a process of its own for each turn. Rates are instructions in a
 * second of the process's processor time, so that other load on the machine counts for nobody and a JVM's compiler for us; the instructions are
 * those that retire in the golden model.
 */
public final class GoldenBench implements Bench {
    private static final String LOOP = "golden/loop";
    private static final String LINUX = "golden/linux";
    private static final String BOOT = "golden/linux-boot";
    /** 4 G instructions. */
    private static final String LOOP_ITERATIONS = "-DITERATIONS=20000";
    /** Rounds of init's bench, of 7.1 M instructions: up to the steady state, and measured. */
    private static final String LINUX_ROUNDS = "bench.warm=140 bench.rounds=160";
    private static final String ARGUMENTS = "earlycon=sbi console=ttyS0 lpj=100000 quiet";

    /** One result. */
    @FunctionalInterface
    private interface Part {
        Measurement measure(int rounds, Consumer<String> progress) throws IOException, InterruptedException;
    }

    private final Map<String, Part> parts = new LinkedHashMap<>();

    public GoldenBench() {
        parts.put(LOOP, this::loop);
        parts.put(LINUX, this::linux);
        parts.put(BOOT, this::boot);
    }

    @Override
    public String description() {
        return "golden model against QEMU: a compute loop, Linux, the time to boot it";
    }

    @Override
    public List<String> parts() {
        return List.copyOf(parts.keySet());
    }

    @Override
    public Results run(List<String> wanted, int runs, Consumer<String> progress) {
        Qemu.require();
        List<Measurement> results = new ArrayList<>();
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            if (wanted.isEmpty() || wanted.contains(part.getKey())) {
                progress.accept(part.getKey());
                try {
                    results.add(part.getValue().measure(runs, line -> progress.accept("  " + line)));
                } catch (IOException e) {
                    throw new HaiovException("cannot measure " + part.getKey() + ": " + e.getMessage(), e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new HaiovException("interrupted while measuring " + part.getKey(), e);
                }
            }
        }
        return new Results(results);
    }

    private Measurement loop(int rounds, Consumer<String> progress) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("haiov-golden");
        Path elf = folder.resolve("loop.elf");
        try {
            new Software(home().resolve("software")).build(elf, "benchmarks/loop.c", LOOP_ITERATIONS);
            return rate(LOOP, List.of(elf.toString()), List.of("-bios", "none", "-kernel", elf.toString()), "begin", "end ", rounds, progress);
        } finally {
            Files.deleteIfExists(elf);
            Files.delete(folder);
        }
    }

    private Measurement linux(int rounds, Consumer<String> progress) throws IOException, InterruptedException {
        LinuxBuild build = linuxBuild();
        String arguments = ARGUMENTS + " haiov=bench " + LINUX_ROUNDS;
        return rate(LINUX, List.of(build.image().toString(), build.initramfs(false).toString(), arguments), qemuLinux(build, arguments), "bench: begin",
                "bench: end", rounds, progress);
    }

    private Measurement boot(int rounds, Consumer<String> progress) throws IOException, InterruptedException {
        LinuxBuild build = linuxBuild();
        String up = "init: up";
        List<String> ours = List.of(home().resolve("haiov").toString(), "run", "--kernel", build.image().toString(), "--initrd",
                build.initramfs(false).toString(), "--append", ARGUMENTS);
        List<String> qemu = new Qemu().with(qemuLinux(build, ARGUMENTS).toArray(String[]::new)).command();
        Rounds.Medians seconds = new Rounds(rounds).alternate(() -> MarkedProcess.run(ours, null, up, null).wallFromStart(),
                () -> MarkedProcess.run(qemu, null, up, null).wallFromStart(), "s", progress);
        return Measurement.lessIsBetter(BOOT, seconds.ours(), "s", peer(), seconds.peers());
    }

    /** Million instructions a second, theirs by our count. */
    private static Measurement rate(String name, List<String> golden, List<String> qemu, String begin, String end, int rounds, Consumer<String> progress)
            throws IOException, InterruptedException {
        List<String> ours = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), GoldenMain.class.getName(), begin, end));
        ours.addAll(golden);
        List<String> theirs = new Qemu().with(qemu.toArray(String[]::new)).command();
        long[] instructions = new long[1];
        Rounds.Medians rates = new Rounds(rounds).alternate(() -> {
            MarkedProcess.Span span = MarkedProcess.run(ours, begin, end, "instructions ");
            instructions[0] = span.number("instructions");
            progress.accept(text("golden", instructions[0], span));
            return instructions[0] / 1e6 / span.processor();
        }, () -> {
            MarkedProcess.Span span = MarkedProcess.run(theirs, begin, end, null);
            progress.accept(text("QEMU", instructions[0], span));
            return instructions[0] / 1e6 / span.processor();
        }, "M/s", progress);
        return Measurement.moreIsBetter(name, rates.ours(), "M/s", peer(), rates.peers());
    }

    private static String text(String engine, long instructions, MarkedProcess.Span span) {
        return String.format(Locale.ROOT, "%s: %,d instructions in %.2f s of the processor, %.2f s of wall time", engine, instructions, span.processor(),
                span.wall());
    }

    private static List<String> qemuLinux(LinuxBuild build, String arguments) {
        return List.of("-m", "128M", "-bios", LinuxBoot.OPENSBI.toString(), "-kernel", build.image().toString(), "-initrd",
                build.initramfs(false).toString(), "-append", arguments);
    }

    private static LinuxBuild linuxBuild() {
        return new LinuxBuild(home().resolve(".haiov/linux"));
    }

    private static Path home() {
        String home = System.getProperty("haiov.home");
        if (home == null) {
            throw new HaiovException("this bench needs the checkout, so run it as ./haiov bench golden");
        }
        return Path.of(home);
    }

    /** {@code QEMU 7.2.22}. */
    private static String peer() {
        return "QEMU " + Qemu.version();
    }
}

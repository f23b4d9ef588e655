package org.haiov.verification.differential;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.haiov.sim.golden.device.Console;
import org.haiov.sim.golden.machine.ElfFile;
import org.haiov.sim.golden.machine.Machine;
import org.haiov.sim.golden.machine.MachineConfig;
import org.haiov.sim.golden.machine.Outcome;

/** Runs images of random programs on the golden model and on QEMU, and compares the lines that each program leaves. */
public final class Differential {
    /** Instructions that a program with its frame does not reach; more is a loop. */
    private static final long LIMIT_PER_PROGRAM = 200_000;
    private static final String CPU = "rv64,h=true,sstc=true,f=false,d=false,v=false,zba=false,zbb=false,zbc=false,zbs=false";

    private final Path frame;
    private final Path work;

    /**
     * @param frame the program of software/tests/differential, built
     * @param work directory for images
     */
    public Differential(Path frame, Path work) {
        this.frame = frame;
        this.work = work;
    }

    /**
     * What a run found.
     *
     * @param programs compared
     * @param skipped programs that loop for ever
     * @param traps taken by them
     * @param differences a text for each program that differs
     */
    public record Result(int programs, int skipped, long traps, List<String> differences) {}

    /** Compares {@code programs} programs, the first with seed {@code seed}, the others with those that follow. */
    public Result run(long seed, int programs) throws IOException, InterruptedException {
        Image image = new Image(seed, programs);
        List<String> golden = golden(image, programs);
        int skipped = 0;
        while (golden.size() < programs) { // the program after the last line loops for ever
            image.skip(golden.size());
            skipped++;
            golden = golden(image, programs);
        }
        List<String> qemu = qemu(image);
        List<String> differences = new ArrayList<>();
        long traps = 0;
        for (int i = 0; i < programs; i++) {
            String other = i < qemu.size() ? qemu.get(i) : "(nothing)";
            if (!golden.get(i).equals(other)) {
                differences.add("seed " + (seed + i) + ", program " + i + " of " + programs + " from seed " + seed + "\n  golden " + golden.get(i) + "\n  QEMU   " + other);
            }
            traps += Long.parseUnsignedLong(golden.get(i).substring(golden.get(i).lastIndexOf(' ') + 1), 16);
        }
        return new Result(programs, skipped, traps, differences);
    }

    private List<String> golden(Image image, int programs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Machine machine = new Machine(MachineConfig.parse("differential", "{\"misaligned\": \"handle\", \"extensions\": [\"h\", \"sstc\"]}"), new Console() {
            @Override
            public int read() {
                return -1;
            }

            @Override
            public void write(int octet) {
                out.write(octet);
            }

            @Override
            public boolean waitForInput() {
                return false;
            }
        });
        machine.load(ElfFile.read(frame));
        machine.bus().ram().write(Image.address(), image.bytes(), 0, image.bytes().length);
        Outcome outcome = machine.run(programs * LIMIT_PER_PROGRAM);
        List<String> lines = lines(out.toByteArray());
        if (outcome.kind() == Outcome.Kind.EXIT && lines.size() != programs) {
            throw new IllegalStateException("the frame ended after " + lines.size() + " of " + programs + " programs");
        }
        return lines;
    }

    private List<String> qemu(Image image) throws IOException, InterruptedException {
        Path file = Files.write(work.resolve("image.bin"), image.bytes());
        Process qemu = new ProcessBuilder("qemu-system-riscv64", "-M", "virt", "-cpu", CPU, "-m", "128M", "-nographic", "-monitor", "none",
                "-serial", "stdio", "-bios", "none", "-kernel", frame.toString(),
                "-device", "loader,file=" + file + ",addr=0x" + Long.toHexString(Image.address())).redirectErrorStream(true).start();
        qemu.getOutputStream().close();
        Thread limit = Thread.ofVirtual().start(() -> {
            try {
                if (!qemu.waitFor(120, TimeUnit.SECONDS)) {
                    qemu.destroyForcibly();
                }
            } catch (InterruptedException e) {
                qemu.destroyForcibly();
            }
        });
        List<String> lines = lines(qemu.getInputStream().readAllBytes());
        qemu.waitFor();
        limit.join();
        return lines;
    }

    private static List<String> lines(byte[] console) {
        return new String(console, StandardCharsets.UTF_8).lines().toList();
    }
}

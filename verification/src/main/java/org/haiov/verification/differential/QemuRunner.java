package org.haiov.verification.differential;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs images on QEMU. Its RAM is a file that is mapped here, too: programs go in and results come out without any copying by the guest.
 * A process for each image, so that a program finds the same machine whatever ran before the image.
 */
final class QemuRunner implements AutoCloseable {
    static final int RAM_MEBIBYTES = 64;
    private static final long RAM = 0x80000000L;
    private static final String CPU = "rv64,h=true,sstc=true,f=false,d=false,v=false,zba=false,zbb=false,zbc=false,zbs=false,pmu-num=0";
    private static final int SECONDS = 60;

    private final Path frame;
    private final Path file;
    private final FileChannel channel;
    private final MappedByteBuffer memory;

    /** @param directory for the file that is QEMU's RAM; best one in memory */
    QemuRunner(Path frame, Path directory) throws IOException {
        this.frame = frame;
        this.file = directory.resolve("ram");
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) RAM_MEBIBYTES << 20);
    }

    /** The memory that the programs of {@code image} leave; the image stays as it is. Valid until the next run. */
    Image run(Image image) throws IOException, InterruptedException {
        memory.put((int) (Layout.HEADER - RAM), image.array());
        // Two harts, though the second sleeps: only then are AMOs translated as such, with a store's faults, and not as a load and a store.
        Process qemu = new ProcessBuilder("qemu-system-riscv64", "-M", "virt,memory-backend=ram", "-object",
                "memory-backend-file,id=ram,share=on,mem-path=" + file + ",size=" + RAM_MEBIBYTES + "M", "-m", RAM_MEBIBYTES + "M", "-smp", "2", "-cpu", CPU,
                "-accel", "tcg,tb-size=64", "-display", "none", "-serial", "none", "-monitor", "none", "-bios", "none", "-kernel", frame.toString())
                .redirectErrorStream(true).start();
        qemu.getOutputStream().close();
        AtomicBoolean late = new AtomicBoolean();
        Thread limit = Thread.ofVirtual().start(() -> {
            try {
                if (!qemu.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    late.set(true);
                    qemu.destroyForcibly();
                }
            } catch (InterruptedException e) {
                qemu.destroyForcibly();
            }
        });
        String messages = new String(qemu.getInputStream().readAllBytes());
        int status = qemu.waitFor();
        limit.join();
        ByteBuffer after = memory.slice((int) (Layout.HEADER - RAM), image.array().length);
        if (status != 0 && !late.get()) {
            throw new IOException("qemu-system-riscv64 ended with status " + status + ": " + messages.strip());
        }
        return new Image(after);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

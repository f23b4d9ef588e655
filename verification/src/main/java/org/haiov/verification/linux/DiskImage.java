package org.haiov.verification.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.haiov.ir.HaiovException;
import org.haiov.sim.golden.device.virtio.DiskFile;

/** A disk of 1 MiB in a temporary file, which init's mode {@code disk} writes a pattern to (software/linux/init/devices.c). */
final class DiskImage implements AutoCloseable {
    static final String BEGIN = "sixteen letters.";
    private static final int BYTES = 1 << 20;
    private static final int PATTERN_AT = 0x10000;
    private static final int PATTERN_BYTES = 0x20000;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final Path file;

    DiskImage() {
        try {
            file = Files.createTempFile("haiov-disk", ".img");
            Files.write(file, Arrays.copyOf(BEGIN.getBytes(StandardCharsets.US_ASCII), BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DiskFile open() {
        try {
            return DiskFile.open(file, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String[] qemu() {
        return new String[] {"-global", "virtio-mmio.force-legacy=false", "-drive", "file=" + file + ",if=none,format=raw,id=disk",
                "-device", "virtio-blk-device,drive=disk"};
    }

    /** @throws HaiovException where the file does not hold what init wrote, and nothing else */
    void check(String where) {
        ByteBuffer contents;
        try {
            contents = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ByteBuffer expected = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        expected.put(0, BEGIN.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < PATTERN_BYTES / 8; i++) {
            expected.putLong(PATTERN_AT + 8 * i, (i + 1) * FACTOR);
        }
        int mismatch = contents.mismatch(expected);
        if (mismatch >= 0) {
            throw new HaiovException("linux: disk on " + where + ": the file differs from what init wrote at byte " + mismatch);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

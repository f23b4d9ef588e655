package org.haiov.sim.golden.device.virtio;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file as a disk of sectors of 512 bytes. Its size does not change. */
public final class DiskFile {
    static final int SECTOR = 512;

    private final FileChannel channel;
    private final long sectors;
    private final boolean readOnly;

    private DiskFile(FileChannel channel, long sectors, boolean readOnly) {
        this.channel = channel;
        this.sectors = sectors;
        this.readOnly = readOnly;
    }

    /**
     * Opens a file, which must exist and be made of whole sectors.
     *
     * @throws IOException with a message that names the file and what is wrong with it
     */
    public static DiskFile open(Path file, boolean readOnly) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + ": no such file; make one with: truncate -s 64M " + file);
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": not a regular file");
        }
        if (!readOnly && !Files.isWritable(file)) {
            throw new IOException(file + ": cannot be written (open it read-only, or change its permissions)");
        }
        long size = Files.size(file);
        if (size == 0 || size % SECTOR != 0) {
            throw new IOException(file + ": its " + size + " bytes are no disk; it must have a multiple of " + SECTOR);
        }
        FileChannel channel = readOnly ? FileChannel.open(file, StandardOpenOption.READ)
                : FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new DiskFile(channel, size / SECTOR, readOnly);
    }

    long sectors() {
        return sectors;
    }

    boolean readOnly() {
        return readOnly;
    }

    void read(long position, byte[] to, int from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(to, from, length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position() - from) < 0) {
                throw new EOFException("the disk's file has become shorter");
            }
        }
    }

    void write(long position, byte[] bytes, int from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer, position + buffer.position() - from);
        }
    }

    /** All that was written is on the host's disk when this returns. */
    void flush() throws IOException {
        if (!readOnly) {
            channel.force(false);
        }
    }
}

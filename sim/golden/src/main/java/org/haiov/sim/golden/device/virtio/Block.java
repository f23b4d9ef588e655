package org.haiov.sim.golden.device.virtio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.haiov.sim.golden.device.Ram;

/** Block device (5.2) on a {@link DiskFile}: one queue; reads, writes, flush, identification. */
final class Block implements VirtioDevice {
    private static final int ID = 2;
    // 5.2.3
    private static final long SEGMENTS = 1 << 2;
    private static final long READ_ONLY = 1 << 5;
    private static final long BLOCK_SIZE = 1 << 6;
    private static final long FLUSH = 1 << 9;
    // 5.2.6
    private static final int HEADER = 16;
    private static final int TYPE_IN = 0;
    private static final int TYPE_OUT = 1;
    private static final int TYPE_FLUSH = 4;
    private static final int TYPE_IDENTIFY = 8;
    private static final int OK = 0;
    private static final int IO_ERROR = 1;
    private static final int UNSUPPORTED = 2;
    private static final byte[] NAME = Arrays.copyOf("haiov".getBytes(StandardCharsets.US_ASCII), 20);

    private final DiskFile disk;
    private final Ram ram;
    private final ByteBuffer configuration = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);

    Block(DiskFile disk, Ram ram) {
        this.disk = disk;
        this.ram = ram;
        configuration.putLong(0, disk.sectors()).putInt(12, SplitQueue.MAX_SIZE - 2).putInt(20, DiskFile.SECTOR); // a segment for each descriptor but header and status
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public long features() {
        return SEGMENTS | BLOCK_SIZE | FLUSH | (disk.readOnly() ? READ_ONLY : 0);
    }

    @Override
    public int queues() {
        return 1;
    }

    @Override
    public int configuration(int offset) {
        return offset < configuration.capacity() ? configuration.get(offset) : 0;
    }

    @Override
    public boolean serve(int number, SplitQueue queue) throws MalformedRing {
        boolean any = false;
        for (Chain chain = queue.next(); chain != null; chain = queue.next()) {
            request(chain, queue);
            any = true;
        }
        return any;
    }

    private void request(Chain chain, SplitQueue queue) throws MalformedRing {
        Buffers in = chain.readable();
        Buffers out = chain.writable();
        if (in.length() < HEADER || out.length() < 1) {
            throw new MalformedRing("a request of " + in.length() + " bytes to read and " + out.length() + " to write: it has a header of "
                    + HEADER + " and a status of 1");
        }
        ByteBuffer header = ByteBuffer.wrap(in.copy(0, HEADER)).order(ByteOrder.LITTLE_ENDIAN);
        long room = out.length() - 1;
        long written = 0;
        int status;
        try {
            switch (header.getInt(0)) {
                case TYPE_IN -> {
                    status = transfer(header.getLong(8), out, 0, room, false);
                    written = status == OK ? room : 0;
                }
                case TYPE_OUT -> status = disk.readOnly() ? IO_ERROR : transfer(header.getLong(8), in, HEADER, in.length() - HEADER, true);
                case TYPE_FLUSH -> {
                    disk.flush();
                    status = OK;
                }
                case TYPE_IDENTIFY -> {
                    written = Math.min(NAME.length, room);
                    out.put(0, NAME, (int) written);
                    status = OK;
                }
                default -> status = UNSUPPORTED;
            }
        } catch (IOException e) {
            status = IO_ERROR; // the host's file fails: to the guest a disk that fails
            written = 0;
        }
        out.put(room, new byte[] {(byte) status}, 1);
        queue.used(chain, written + 1);
    }

    private int transfer(long sector, Buffers buffers, long from, long bytes, boolean write) throws IOException {
        if (bytes % DiskFile.SECTOR != 0 || sector < 0 || sector > disk.sectors() || bytes / DiskFile.SECTOR > disk.sectors() - sector) {
            return IO_ERROR;
        }
        long start = sector * DiskFile.SECTOR;
        buffers.pieces(from, bytes, (index, length, offset) -> {
            if (write) {
                disk.write(start + offset, ram.bytes, index, length);
            } else {
                disk.read(start + offset, ram.bytes, index, length);
                ram.changed(index, length);
            }
        });
        return OK;
    }
}

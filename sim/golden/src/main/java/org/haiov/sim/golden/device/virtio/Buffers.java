package org.haiov.sim.golden.device.virtio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.haiov.sim.golden.device.Ram;

/** Pieces of RAM that follow one another: the part of a descriptor chain that the device reads, or the part that it writes. */
final class Buffers {
    /** Takes pieces of RAM. */
    interface Action {
        /**
         * @param index in {@link Ram#bytes}
         * @param offset bytes of the action before this piece
         */
        void accept(int index, int length, long offset) throws IOException;
    }

    private record Piece(int index, int length) {}

    private final Ram ram;
    private final List<Piece> pieces = new ArrayList<>();
    private long length;

    Buffers(Ram ram) {
        this.ram = ram;
    }

    /** Adds bytes that {@link #index} has checked. */
    void add(int index, int bytes) {
        pieces.add(new Piece(index, bytes));
        length += bytes;
    }

    /** Bytes in all. */
    long length() {
        return length;
    }

    /** Index into RAM of so many bytes at a physical address. */
    static int index(Ram ram, long address, long bytes, String what) throws MalformedRing {
        long start = address - ram.base;
        if (start < 0 || bytes < 0 || start > ram.bytes.length || bytes > ram.bytes.length - start) {
            throw new MalformedRing(what + ": " + bytes + " bytes at 0x" + Long.toHexString(address) + " are not in RAM");
        }
        return (int) start;
    }

    /** Bytes {@code from} to {@code from + count - 1}, which must be there, piece by piece. */
    void pieces(long from, long count, Action action) throws IOException {
        long done = 0;
        for (Piece piece : pieces) {
            if (from >= piece.length) {
                from -= piece.length;
                continue;
            }
            int bytes = (int) Math.min(count - done, piece.length - from);
            if (bytes == 0) {
                return;
            }
            action.accept(piece.index + (int) from, bytes, done);
            done += bytes;
            from = 0;
        }
    }

    /** A copy of a few bytes. */
    byte[] copy(long from, int count) {
        byte[] copy = new byte[count];
        simple(from, count, (index, bytes, offset) -> System.arraycopy(ram.bytes, index, copy, (int) offset, bytes));
        return copy;
    }

    void put(long at, byte[] data, int bytes) {
        simple(at, bytes, (index, size, offset) -> ram.write(ram.base + index, data, (int) offset, size));
    }

    private void simple(long from, long count, Action action) {
        try {
            pieces(from, count, action);
        } catch (IOException e) {
            throw new AssertionError(e); // copies in memory do no input or output
        }
    }
}

package org.haiov.sim.golden.device;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Main memory: one array, which harts read and write directly once they have translated an address to an index into it.
 *
 * <p>A page may be watched (instructions decoded from it are kept, or a host listens); whoever writes it must then go through
 * {@link #store} or {@link #write}, which tell the watchers. Harts see {@link #watched} when they fill their translation caches.
 */
public final class Ram implements Device {
    public static final int PAGE_SHIFT = 12;
    /** Little-endian views of {@link #bytes}. */
    public static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    public static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    public static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Told of writes to watched pages. */
    public interface Watcher {
        /** Bytes {@code index} to {@code index + length - 1} were written; they are in one page. */
        void written(int index, int length);
    }

    public final byte[] bytes;
    public final long base;
    /** How many watch a page. */
    private final byte[] watched;
    private final List<Watcher> watchers = new ArrayList<>();

    /** @param size bytes, a multiple of 4096 and less than 2 GiB */
    public Ram(long base, long size) {
        if (size <= 0 || size % 4096 != 0 || size > Integer.MAX_VALUE - 4095) {
            throw new IllegalArgumentException("RAM of 0x" + Long.toHexString(size) + " bytes: must be a multiple of 4096 below 2 GiB");
        }
        this.base = base;
        this.bytes = new byte[(int) size];
        this.watched = new byte[(int) (size >>> PAGE_SHIFT)];
    }

    public boolean contains(long address) {
        return Long.compareUnsigned(address - base, bytes.length) < 0;
    }

    public void watcher(Watcher watcher) {
        watchers.add(watcher);
    }

    private void tell(int index, int length) {
        for (Watcher watcher : watchers) {
            watcher.written(index, length);
        }
    }

    /** Whether the page with byte {@code index} is watched. */
    public boolean watched(int index) {
        return watched[index >>> PAGE_SHIFT] != 0;
    }

    public void watch(int index) {
        watched[index >>> PAGE_SHIFT]++;
    }

    /** Takes one {@link #watch} of the page back. */
    public void unwatch(int index) {
        watched[index >>> PAGE_SHIFT]--;
    }

    @Override
    public long load(long offset, int size) {
        int index = (int) offset;
        return switch (size) {
            case 1 -> bytes[index] & 0xFF;
            case 2 -> (short) SHORT.get(bytes, index) & 0xFFFF;
            case 4 -> (int) INT.get(bytes, index) & 0xFFFFFFFFL;
            case 8 -> (long) LONG.get(bytes, index);
            default -> throw new IllegalArgumentException("access of " + size + " bytes");
        };
    }

    @Override
    public void store(long offset, int size, long value) {
        int index = (int) offset;
        switch (size) {
            case 1 -> bytes[index] = (byte) value;
            case 2 -> SHORT.set(bytes, index, (short) value);
            case 4 -> INT.set(bytes, index, (int) value);
            case 8 -> LONG.set(bytes, index, value);
            default -> throw new IllegalArgumentException("access of " + size + " bytes");
        }
        if (watched(index)) {
            tell(index, size);
        }
    }

    /** Copies data in, for loaders and devices. */
    public void write(long address, byte[] data, int from, int length) {
        long start = address - base;
        if (start < 0 || length < 0 || start + length > bytes.length) {
            throw new IllegalArgumentException(length + " bytes at 0x" + Long.toHexString(address) + " are not inside RAM");
        }
        System.arraycopy(data, from, bytes, (int) start, length);
        changed((int) start, length);
    }

    /** Tells the watchers that bytes were written by a device that reaches {@link #bytes} itself. */
    public void changed(int from, int length) {
        for (int index = from, end = index + length; index < end;) {
            int next = Math.min(end, (index & -4096) + 4096);
            if (watched(index)) {
                tell(index, next - index);
            }
            index = next;
        }
    }
}

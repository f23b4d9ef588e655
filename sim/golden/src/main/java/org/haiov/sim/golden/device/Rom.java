package org.haiov.sim.golden.device;

/** Read-only memory; a write is a bus fault. */
public final class Rom implements Device {
    private final byte[] bytes;

    public Rom(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    @Override
    public long load(long offset, int size) {
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            int at = (int) offset + i;
            value = value << 8 | (at < bytes.length ? bytes[at] & 0xFF : 0);
        }
        return value;
    }

    @Override
    public void store(long offset, int size, long value) {
        throw BusFault.INSTANCE;
    }
}

package org.haiov.sim.golden.device;

/** A device on the bus. Offsets are bytes from its base; sizes are 1, 2, 4 or 8 bytes and accesses naturally aligned. */
public interface Device {
    /** @throws BusFault where the device does not answer such an access */
    long load(long offset, int size);

    /**
     * @param value its low {@code size} bytes count
     * @throws BusFault where the device does not answer such an access
     */
    void store(long offset, int size, long value);
}

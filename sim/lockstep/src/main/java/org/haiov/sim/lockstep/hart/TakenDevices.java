package org.haiov.sim.lockstep.hart;

import org.haiov.sim.golden.device.BusFault;
import org.haiov.sim.golden.device.Device;

/** Devices as the golden harts see them: loads give what the engine's hart got. Whether that was right is the devices' own test. */
final class TakenDevices implements Device {
    private Retired now;
    private long loads;

    void now(Retired retired) {
        now = retired;
    }

    /** How many values were taken over. */
    long loads() {
        return loads;
    }

    @Override
    public long load(long offset, int size) {
        if (now.trap()) {
            throw BusFault.INSTANCE;
        }
        loads++;
        return size == 8 ? now.value() : now.value() & (1L << 8 * size) - 1;
    }

    @Override
    public void store(long offset, int size, long value) {
        if (now.trap()) {
            throw BusFault.INSTANCE;
        }
    }
}

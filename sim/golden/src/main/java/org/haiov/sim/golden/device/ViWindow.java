package org.haiov.sim.golden.device;

import org.haiov.sim.golden.vi.ActingController;

/** The registers of the VI controller on the bus: naturally aligned accesses of 8 bytes alone (Xhaiov 4). */
public final class ViWindow implements Device {
    private static final int SIZE = 8;

    private final ActingController controller;

    public ViWindow(ActingController controller) {
        this.controller = controller;
    }

    @Override
    public long load(long offset, int size) {
        check(size);
        return controller.read((int) offset);
    }

    @Override
    public void store(long offset, int size, long value) {
        check(size);
        controller.write((int) offset, value);
    }

    private static void check(int size) {
        if (size != SIZE) {
            throw BusFault.INSTANCE;
        }
    }
}

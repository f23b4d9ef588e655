package org.haiov.sim.golden.machine;

import org.haiov.sim.golden.device.Console;

/** What is written goes to another console, whose input is somebody else's. */
record OutputOnly(Console console) implements Console {
    @Override
    public int read() {
        return -1;
    }

    @Override
    public void write(int octet) {
        console.write(octet);
    }

    @Override
    public boolean waitForInput() {
        return false;
    }
}

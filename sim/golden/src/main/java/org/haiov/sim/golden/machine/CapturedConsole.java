package org.haiov.sim.golden.machine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.haiov.sim.golden.device.Console;

/** A console that keeps what is written and has no input, for tests and suites. */
public class CapturedConsole implements Console {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Override
    public int read() {
        return -1;
    }

    @Override
    public void write(int octet) {
        written.write(octet);
    }

    @Override
    public boolean waitForInput() {
        return false;
    }

    /** All that was written. */
    public String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}

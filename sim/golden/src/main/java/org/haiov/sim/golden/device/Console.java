package org.haiov.sim.golden.device;

/** The other end of a serial line. */
public interface Console {
    /** The next byte that came in, or -1 while there is none. */
    int read();

    void write(int octet);

    /** Waits until there is input. False where none will ever come. */
    boolean waitForInput();
}

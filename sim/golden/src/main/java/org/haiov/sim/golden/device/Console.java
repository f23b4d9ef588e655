package org.haiov.sim.golden.device;

/** The other end of a serial line. */
public interface Console {
    /** The next byte that came in, or -1 while there is none. */
    int read();

    void write(int octet);

    /** Nothing is written for a while: what was written is to be seen. */
    default void flush() {}

    /** Waits until there is input. False where none will ever come. */
    boolean waitForInput();
}

package org.haiov.hdl;

/** Something a description can give a value to: a signal or a part of one. */
public interface Assignable {
    /**
     * Assigns where the description stands: under the conditions of the {@code when} and {@code switchOn} around it, and the last
     * assignment that applies wins. A register takes the value at the next clock edge, everything else at once.
     *
     * @param value exactly as wide as the target
     */
    void set(Bits value);

    /** Assigns a constant. */
    void set(long value);
}

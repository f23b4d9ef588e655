package org.haiov.sim.engine.jvm.graph;

/** A named place that keeps a value of up to 64 bits from cycle to cycle: one word of a register, an input, a clock's tick. */
public final class Slot {
    /** Who writes it. */
    public enum Kind {
        /** The design's own state. */
        REGISTER,
        /** From outside: a top-level input, an external model's output, whether a clock ticks in this cycle. */
        INPUT,
        /** A combinational value that one part of the program leaves for another. */
        WIRE
    }

    private final Kind kind;
    private final String path;
    private final int width;

    public Slot(Kind kind, String path, int width) {
        this.kind = kind;
        this.path = path;
        this.width = width;
    }

    public Kind kind() {
        return kind;
    }

    /** For people; the word of a wide value is told by a number behind a colon. */
    public String path() {
        return path;
    }

    public int width() {
        return width;
    }

    public boolean isLong() {
        return width > 32;
    }

    @Override
    public String toString() {
        return path;
    }
}

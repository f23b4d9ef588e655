package org.haiov.sim.engine.jvm.graph;

/** One word-wide column of a memory: bits {@code 64 word + width - 1} down to {@code 64 word} of every entry, in one Java array. */
public final class MemoryArray {
    private final String path;
    private final int width;
    private final int length;
    private final long[] init;

    /**
     * @param length entries, a power of two
     * @param init contents at power-up, one long an entry, from entry 0 on; may be shorter
     */
    public MemoryArray(String path, int width, int length, long[] init) {
        this.path = path;
        this.width = width;
        this.length = length;
        this.init = init;
    }

    public String path() {
        return path;
    }

    public int width() {
        return width;
    }

    public int length() {
        return length;
    }

    public long[] init() {
        return init;
    }

    public boolean isLong() {
        return width > 32;
    }

    @Override
    public String toString() {
        return path;
    }
}

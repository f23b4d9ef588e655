package org.haiov.sim.golden.mmu;

/** Told of every explicit memory access of a hart. While there is one, the translation cache for data is out of use. */
public interface Observer {
    /** @param value as in memory, zero-extended */
    void loaded(long virtual, long physical, int size, long value);

    void stored(long virtual, long physical, int size, long value);
}

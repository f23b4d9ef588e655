package org.haiov.facts;

/** What software may do with a register or field. */
public enum Access {
    /** Reads and writes. */
    RW,
    /** Reads; writes are ignored. */
    RO,
    /** Writes; reads 0. */
    WO;

    public boolean readable() {
        return this != WO;
    }

    public boolean writable() {
        return this != RO;
    }
}

package org.haiov.blocks.cache;

/** What the data side does for an instruction. */
public enum MemoryOp {
    LOAD, STORE, LOAD_RESERVED, STORE_CONDITIONAL, AMO
}

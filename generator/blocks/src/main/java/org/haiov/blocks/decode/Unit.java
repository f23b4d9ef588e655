package org.haiov.blocks.decode;

/** Which unit makes an instruction's result, and with it the stage in which the result is there. */
public enum Unit {
    /** E: arithmetic, jumps and branches. */
    ALU,
    /** M. */
    MULTIPLY,
    /** E, after some cycles. */
    DIVIDE,
    /** M. */
    MEMORY,
    /** M. */
    CSR,
    /** No result: fences, returns, environment calls; W does them. */
    SYSTEM
}

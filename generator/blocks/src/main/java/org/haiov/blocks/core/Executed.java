package org.haiov.blocks.core;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * From E to M.
 *
 * @param valid 1
 * @param pc 64
 * @param word 32: expanded
 * @param raw 32: as in memory
 * @param compressed 1
 * @param interrupt 1: it does nothing but carry an interrupt
 * @param problem exception so far
 * @param unit {@link org.haiov.blocks.decode.Unit}
 * @param system {@link org.haiov.blocks.decode.SystemOp}
 * @param writes 1: rd
 * @param result 64: of the ALU; the address of a memory access; rs1 of a CSR instruction or fence; with a problem xtval
 * @param operand 64: rs2
 * @param guest 1: the access is one of HLV, HLVX, HSV
 */
record Executed(Signal valid, Signal pc, Signal word, Signal raw, Signal compressed, Signal interrupt, Problem problem, Signal unit,
        Signal system, Signal writes, Signal result, Signal operand, Signal guest) implements Bundle {
    static Executed shape() {
        return new Executed(Signal.of(1), Signal.of(64), Signal.of(32), Signal.of(32), Signal.of(1), Signal.of(1), Problem.shape(),
                Signal.of(3), Signal.of(4), Signal.of(1), Signal.of(64), Signal.of(64), Signal.of(1));
    }
}

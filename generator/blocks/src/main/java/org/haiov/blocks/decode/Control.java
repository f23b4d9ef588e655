package org.haiov.blocks.decode;

import org.haiov.hdl.Bundle;
import org.haiov.hdl.Signal;

/**
 * What an instruction does.
 *
 * @param legal 1: it is an instruction of this hart; whether this mode may execute it is not looked at
 * @param unit {@link Unit}
 * @param writes 1: rd is written; 0 for x0
 * @param reads1 1: rs1 is needed
 * @param reads2 1: rs2 is needed
 * @param function 3: funct3
 * @param alternate 1: SUB, SRA
 * @param word 1: on 32 bits, result sign-extended
 * @param fromPc 1: the first operand is pc (AUIPC)
 * @param fromZero 1: the first operand is 0 (LUI)
 * @param immediate 1: the second operand is {@code imm}
 * @param branch 1: conditional branch
 * @param jump 1: JAL, JALR
 * @param indirect 1: JALR
 * @param imm 64: immediate, sign-extended
 * @param memory for {@link Unit#MEMORY}
 * @param system 4: {@link SystemOp}, for {@link Unit#SYSTEM}
 */
public record Control(Signal legal, Signal unit, Signal writes, Signal reads1, Signal reads2, Signal function, Signal alternate, Signal word,
        Signal fromPc, Signal fromZero, Signal immediate, Signal branch, Signal jump, Signal indirect, Signal imm, Memory memory,
        Signal system) implements Bundle {
    /** See {@code DataLink.Issue}. */
    public record Memory(Signal op, Signal size, Signal unsigned, Signal hypervisor, Signal executable) implements Bundle {}

    /** The shape. */
    public static Control shape() {
        return new Control(Signal.of(1), Signal.of(3), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(3), Signal.of(1), Signal.of(1),
                Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(1), Signal.of(64),
                new Memory(Signal.of(3), Signal.of(2), Signal.of(1), Signal.of(1), Signal.of(1)), Signal.of(4));
    }
}

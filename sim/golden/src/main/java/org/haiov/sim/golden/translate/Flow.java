package org.haiov.sim.golden.translate;

import org.haiov.sim.golden.isa.Decoded;
import org.haiov.sim.golden.isa.Op;
import org.haiov.sim.golden.mmu.Atomics;

/** Where an instruction leads. */
enum Flow {
    /** To the next one. */
    NEXT,
    /** To the next one or to pc + imm. */
    BRANCH,
    /** To pc + imm. */
    JUMP,
    /** To an address in a register. */
    INDIRECT,
    /** Not translated: whatever may change mode, translation or interrupts, and what is no instruction. */
    INTERPRETED;

    static Flow of(Decoded d) {
        return switch (d.op) {
            case BEQ, BNE, BLT, BGE, BLTU, BGEU -> BRANCH;
            case JAL -> JUMP;
            case JALR -> INDIRECT;
            default -> d.op.compareTo(Op.FENCE) <= 0 || d.op == Op.FENCE_I || d.op.compareTo(Op.MUL) >= 0 && d.op.compareTo(Op.REMUW) <= 0
                    || Atomics.has(d.op) ? NEXT : INTERPRETED;
        };
    }
}

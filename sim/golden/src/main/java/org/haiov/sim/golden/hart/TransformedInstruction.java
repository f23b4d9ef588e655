package org.haiov.sim.golden.hart;

import org.haiov.sim.golden.isa.Decoded;
import org.haiov.sim.golden.state.Trap;

/** Values of mtinst and htinst (Privileged 8.6.3). */
final class TransformedInstruction {
    /** Read of a 64-bit page-table entry for VS-stage translation (table 8.12). */
    private static final int PAGE_TABLE_READ = 0x3000;

    private static final int RD = 31 << 7;
    private static final int FUNCT3 = 7 << 12;
    private static final int RS1 = 31 << 15;
    private static final int RS2 = 31 << 20;
    private static final int OPCODE = 0x7F;
    private static final int LOAD = 0x03;
    private static final int STORE = 0x23;

    private TransformedInstruction() {}

    static long of(Trap trap, Decoded instruction) {
        return switch (trap.instruction()) {
            case NONE -> 0;
            case PAGE_TABLE_READ -> PAGE_TABLE_READ;
            case TRANSFORMED -> transform(instruction, trap.offset());
        };
    }

    /** The rs1 field holds the offset of the fault from the access's address; bit 1 is 0 where the instruction is compressed. */
    private static long transform(Decoded instruction, int offset) {
        int word = instruction.word;
        int kept = switch (word & OPCODE) {
            case LOAD -> OPCODE | RD | FUNCT3;
            case STORE -> OPCODE | FUNCT3 | RS2;
            default -> ~RS1; // atomics, HLV, HLVX, HSV
        };
        int transformed = word & kept | offset << 15;
        return (instruction.length == 2 ? transformed & ~2 : transformed) & 0xFFFFFFFFL;
    }
}

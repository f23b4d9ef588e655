package org.haiov.verification.differential;

import java.util.HashMap;
import java.util.Map;
import org.haiov.facts.Instruction;
import org.haiov.facts.RiscvFacts;

/** Encodes instructions: operands into the words of facts. */
final class Words {
    private static final Map<String, Instruction> ALL = new HashMap<>();

    static {
        RiscvFacts.instructions().forEach(instruction -> ALL.put(instruction.name(), instruction));
    }

    private Words() {}

    static int match(String name) {
        return ALL.get(name).match();
    }

    static int r(String name, int rd, int rs1, int rs2) {
        return match(name) | rd << 7 | rs1 << 15 | rs2 << 20;
    }

    /** Also for shifts and CSR instructions: {@code imm} is what stands in bits 31:20. */
    static int i(String name, int rd, int rs1, int imm) {
        return match(name) | rd << 7 | rs1 << 15 | imm << 20;
    }

    static int s(String name, int rs2, int rs1, int imm) {
        return match(name) | (imm & 31) << 7 | rs1 << 15 | rs2 << 20 | imm >> 5 << 25;
    }

    static int b(String name, int rs1, int rs2, int imm) {
        return match(name) | rs1 << 15 | rs2 << 20 | (imm >> 12 & 1) << 31 | (imm >> 5 & 63) << 25 | (imm >> 1 & 15) << 8 | (imm >> 11 & 1) << 7;
    }

    static int j(int rd, int imm) {
        return match("jal") | rd << 7 | (imm >> 20 & 1) << 31 | (imm >> 1 & 1023) << 21 | (imm >> 11 & 1) << 20 | (imm >> 12 & 255) << 12;
    }

    static int u(String name, int rd, int imm) {
        return match(name) | rd << 7 | imm << 12;
    }
}

package org.haiov.sim.golden.isa;

/**
 * Expansion of RV64C without floating point (Unprivileged ISA 20191213, chapter 16; tables 16.5 to 16.7). An encoding that is reserved,
 * or that belongs to F or D, expands to 0, which is no instruction.
 */
final class Compressed {
    private static final int ILLEGAL = 0;
    private static final int SP = 2;

    private static final int LOAD = 0x03;
    private static final int OP_IMM = 0x13;
    private static final int OP_IMM_32 = 0x1B;
    private static final int STORE = 0x23;
    private static final int OP = 0x33;
    private static final int LUI = 0x37;
    private static final int OP_32 = 0x3B;
    private static final int BRANCH = 0x63;
    private static final int JALR = 0x67;
    private static final int JAL = 0x6F;
    private static final int EBREAK = 0x00100073;

    private Compressed() {}

    static int expand(int half) {
        return switch (half & 3) {
            case 0 -> quadrant0(half);
            case 1 -> quadrant1(half);
            case 2 -> quadrant2(half);
            default -> throw new IllegalArgumentException("not a compressed instruction: 0x" + Integer.toHexString(half));
        };
    }

    private static int quadrant0(int h) {
        int near = 8 + bits(h, 2, 3);
        int base = 8 + bits(h, 7, 3);
        int offsetW = bits(h, 10, 3) << 3 | bits(h, 6, 1) << 2 | bits(h, 5, 1) << 6;
        int offsetD = bits(h, 10, 3) << 3 | bits(h, 5, 2) << 6;
        return switch (h >>> 13) {
            case 0 -> { // c.addi4spn; nzuimm = 0 is reserved
                int imm = bits(h, 11, 2) << 4 | bits(h, 7, 4) << 6 | bits(h, 6, 1) << 2 | bits(h, 5, 1) << 3;
                yield imm == 0 ? ILLEGAL : i(OP_IMM, 0, near, SP, imm);
            }
            case 2 -> i(LOAD, 2, near, base, offsetW);
            case 3 -> i(LOAD, 3, near, base, offsetD);
            case 6 -> s(2, base, near, offsetW);
            case 7 -> s(3, base, near, offsetD);
            default -> ILLEGAL;
        };
    }

    private static int quadrant1(int h) {
        int rd = bits(h, 7, 5);
        int near = 8 + bits(h, 7, 3);
        int imm = signed(bits(h, 12, 1) << 5 | bits(h, 2, 5), 6);
        return switch (h >>> 13) {
            case 0 -> i(OP_IMM, 0, rd, rd, imm); // c.nop, c.addi
            case 1 -> rd == 0 ? ILLEGAL : i(OP_IMM_32, 0, rd, rd, imm); // c.addiw
            case 2 -> i(OP_IMM, 0, rd, 0, imm); // c.li
            case 3 -> {
                if (rd == SP) { // c.addi16sp
                    int wide = signed(bits(h, 12, 1) << 9 | bits(h, 6, 1) << 4 | bits(h, 5, 1) << 6 | bits(h, 3, 2) << 7 | bits(h, 2, 1) << 5, 10);
                    yield wide == 0 ? ILLEGAL : i(OP_IMM, 0, SP, SP, wide);
                }
                yield imm == 0 ? ILLEGAL : imm << 12 | rd << 7 | LUI; // c.lui
            }
            case 4 -> arithmetic(h, near, imm);
            case 5 -> j(h);
            case 6 -> b(h, 0, near);
            case 7 -> b(h, 1, near);
            default -> ILLEGAL;
        };
    }

    private static int arithmetic(int h, int rd, int imm) {
        int rs2 = 8 + bits(h, 2, 3);
        return switch (bits(h, 10, 2)) {
            case 0 -> i(OP_IMM, 5, rd, rd, imm & 63); // c.srli
            case 1 -> i(OP_IMM, 5, rd, rd, imm & 63 | 0x400); // c.srai
            case 2 -> i(OP_IMM, 7, rd, rd, imm); // c.andi
            default -> switch (bits(h, 12, 1) << 2 | bits(h, 5, 2)) {
                case 0 -> r(OP, 0, 0x20, rd, rd, rs2); // c.sub
                case 1 -> r(OP, 4, 0, rd, rd, rs2); // c.xor
                case 2 -> r(OP, 6, 0, rd, rd, rs2); // c.or
                case 3 -> r(OP, 7, 0, rd, rd, rs2); // c.and
                case 4 -> r(OP_32, 0, 0x20, rd, rd, rs2); // c.subw
                case 5 -> r(OP_32, 0, 0, rd, rd, rs2); // c.addw
                default -> ILLEGAL;
            };
        };
    }

    private static int quadrant2(int h) {
        int rd = bits(h, 7, 5);
        int rs2 = bits(h, 2, 5);
        return switch (h >>> 13) {
            case 0 -> i(OP_IMM, 1, rd, rd, bits(h, 12, 1) << 5 | rs2); // c.slli
            case 2 -> rd == 0 ? ILLEGAL : i(LOAD, 2, rd, SP, bits(h, 12, 1) << 5 | bits(h, 4, 3) << 2 | bits(h, 2, 2) << 6); // c.lwsp
            case 3 -> rd == 0 ? ILLEGAL : i(LOAD, 3, rd, SP, bits(h, 12, 1) << 5 | bits(h, 5, 2) << 3 | bits(h, 2, 3) << 6); // c.ldsp
            case 4 -> {
                if (bits(h, 12, 1) == 0) {
                    if (rs2 != 0) {
                        yield r(OP, 0, 0, rd, 0, rs2); // c.mv
                    }
                    yield rd == 0 ? ILLEGAL : i(JALR, 0, 0, rd, 0); // c.jr
                }
                if (rs2 != 0) {
                    yield r(OP, 0, 0, rd, rd, rs2); // c.add
                }
                yield rd == 0 ? EBREAK : i(JALR, 0, 1, rd, 0); // c.ebreak, c.jalr
            }
            case 6 -> s(2, SP, rs2, bits(h, 9, 4) << 2 | bits(h, 7, 2) << 6); // c.swsp
            case 7 -> s(3, SP, rs2, bits(h, 10, 3) << 3 | bits(h, 7, 3) << 6); // c.sdsp
            default -> ILLEGAL;
        };
    }

    private static int j(int h) {
        int to = signed(bits(h, 12, 1) << 11 | bits(h, 11, 1) << 4 | bits(h, 9, 2) << 8 | bits(h, 8, 1) << 10 | bits(h, 7, 1) << 6
                | bits(h, 6, 1) << 7 | bits(h, 3, 3) << 1 | bits(h, 2, 1) << 5, 12);
        return (to >> 20 & 1) << 31 | (to >> 1 & 0x3FF) << 21 | (to >> 11 & 1) << 20 | (to >> 12 & 0xFF) << 12 | JAL;
    }

    private static int b(int h, int funct3, int rs1) {
        int to = signed(bits(h, 12, 1) << 8 | bits(h, 10, 2) << 3 | bits(h, 5, 2) << 6 | bits(h, 3, 2) << 1 | bits(h, 2, 1) << 5, 9);
        return (to >> 12 & 1) << 31 | (to >> 5 & 0x3F) << 25 | rs1 << 15 | funct3 << 12 | (to >> 1 & 0xF) << 8 | (to >> 11 & 1) << 7 | BRANCH;
    }

    private static int i(int opcode, int funct3, int rd, int rs1, int imm) {
        return imm << 20 | rs1 << 15 | funct3 << 12 | rd << 7 | opcode;
    }

    private static int s(int funct3, int rs1, int rs2, int imm) {
        return imm >> 5 << 25 | rs2 << 20 | rs1 << 15 | funct3 << 12 | (imm & 31) << 7 | STORE;
    }

    private static int r(int opcode, int funct3, int funct7, int rd, int rs1, int rs2) {
        return funct7 << 25 | rs2 << 20 | rs1 << 15 | funct3 << 12 | rd << 7 | opcode;
    }

    private static int bits(int word, int low, int count) {
        return word >>> low & (1 << count) - 1;
    }

    private static int signed(int value, int width) {
        return value << 32 - width >> 32 - width;
    }
}

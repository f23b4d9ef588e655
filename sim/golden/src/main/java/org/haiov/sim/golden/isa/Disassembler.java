package org.haiov.sim.golden.isa;

import java.util.Locale;

/** Assembler text, without pseudo-instructions; a compressed instruction as the one it stands for, with {@code c.} before it. */
final class Disassembler {
    private Disassembler() {}

    static String text(Decoded d, long pc) {
        if (d.op == Op.ILLEGAL) {
            return (d.length == 2 ? ".half 0x" : ".word 0x") + Integer.toHexString(d.raw);
        }
        String name = d.op.name().toLowerCase(Locale.ROOT).replace('_', '.');
        String rd = Names.register(d.word >>> 7 & 31);
        String rs1 = Names.register(d.rs1);
        String rs2 = Names.register(d.rs2);
        String ordering = ((d.word >>> 26 & 1) != 0 ? ".aq" : "") + ((d.word >>> 25 & 1) != 0 ? ".rl" : "");
        String operands = switch (d.format) {
            case U -> rd + ", 0x" + Long.toHexString(d.imm >>> 12 & 0xFFFFF);
            case J -> rd + ", 0x" + Long.toHexString(pc + d.imm);
            case B -> rs1 + ", " + rs2 + ", 0x" + Long.toHexString(pc + d.imm);
            case JALR, LOAD -> rd + ", " + d.imm + "(" + rs1 + ")";
            case S -> rs2 + ", " + d.imm + "(" + rs1 + ")";
            case I, SHIFT6, SHIFT5 -> rd + ", " + rs1 + ", " + d.imm;
            case R -> rd + ", " + rs1 + ", " + rs2;
            case FENCE -> set(d.word >>> 24) + ", " + set(d.word >>> 20);
            case NONE -> "";
            case CSR -> rd + ", " + Names.csr((int) d.imm) + ", " + rs1;
            case CSRI -> rd + ", " + Names.csr((int) d.imm) + ", " + d.rs1;
            case LR -> rd + ", (" + rs1 + ")";
            case AMO -> rd + ", " + rs2 + ", (" + rs1 + ")";
            case FENCE2 -> rs1 + ", " + rs2;
            case HLOAD -> rd + ", (" + rs1 + ")";
            case HSTORE -> rs2 + ", (" + rs1 + ")";
        };
        boolean ordered = d.format == Format.LR || d.format == Format.AMO;
        return (d.length == 2 ? "c." : "") + name + (ordered ? ordering : "") + (operands.isEmpty() ? "" : " " + operands);
    }

    private static String set(int bits) {
        StringBuilder set = new StringBuilder();
        for (int i = 3; i >= 0; i--) {
            if ((bits >>> i & 1) != 0) {
                set.append("wroi".charAt(i));
            }
        }
        return set.isEmpty() ? "0" : set.toString();
    }
}

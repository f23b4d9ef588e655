package org.haiov.verification.differential;

import java.util.List;

/** Names of the compressed instructions (Unprivileged 20191213, tables 16.5 to 16.7; RV64 without F and D). */
final class Compressed {
    static final List<String> NAMES = List.of("c.addi4spn", "c.lw", "c.ld", "c.sw", "c.sd", "c.nop", "c.addi", "c.addiw", "c.li", "c.addi16sp", "c.lui", "c.srli",
            "c.srai", "c.andi", "c.sub", "c.xor", "c.or", "c.and", "c.subw", "c.addw", "c.j", "c.beqz", "c.bnez", "c.slli", "c.lwsp", "c.ldsp", "c.jr", "c.mv",
            "c.ebreak", "c.jalr", "c.add", "c.swsp", "c.sdsp");
    private static final String[] QUADRANT_0 = {"c.addi4spn", null, "c.lw", "c.ld", null, null, "c.sw", "c.sd"};
    private static final String[] QUADRANT_1 = {"c.addi", "c.addiw", "c.li", "c.lui", null, "c.j", "c.beqz", "c.bnez"};
    private static final String[] QUADRANT_2 = {"c.slli", null, "c.lwsp", "c.ldsp", null, null, "c.swsp", "c.sdsp"};
    private static final String[] REGISTERS = {"c.sub", "c.xor", "c.or", "c.and", "c.subw", "c.addw"};

    private Compressed() {}

    /** The name of a legal compressed instruction. */
    static String name(int half) {
        int group = half >>> 13 & 7;
        int rd = half >>> 7 & 31;
        int rs2 = half >>> 2 & 31;
        boolean bit12 = (half >>> 12 & 1) != 0;
        return switch (half & 3) {
            case 0 -> QUADRANT_0[group];
            case 1 -> group == 0 && rd == 0 ? "c.nop" : group == 3 && rd == 2 ? "c.addi16sp" : group != 4 ? QUADRANT_1[group]
                    : switch (half >>> 10 & 3) {
                        case 0 -> "c.srli";
                        case 1 -> "c.srai";
                        case 2 -> "c.andi";
                        default -> REGISTERS[(bit12 ? 4 : 0) + (half >>> 5 & 3)];
                    };
            default -> group != 4 ? QUADRANT_2[group] : bit12 ? rs2 != 0 ? "c.add" : rd == 0 ? "c.ebreak" : "c.jalr" : rs2 != 0 ? "c.mv" : "c.jr";
        };
    }
}

package org.haiov.sim.golden.isa;

/** How operands stand in a 32-bit word (Unprivileged ISA 20191213, 2.2 and 2.3); the names are those of instructions.json. */
enum Format {
    U, J, JALR, B, LOAD, S, I, SHIFT6, SHIFT5, R, FENCE, NONE, CSR, CSRI, LR, AMO, FENCE2, HLOAD, HSTORE;

    /** Sign-extended immediate, shift amount or CSR number; 0 where there is none. */
    long immediate(int word) {
        return switch (this) {
            case U -> word & 0xFFFFF000;
            case J -> (word >> 31 << 20) | (word & 0xFF000) | (word >>> 20 & 1) << 11 | (word >>> 21 & 0x3FF) << 1;
            case B -> (word >> 31 << 12) | (word >>> 7 & 1) << 11 | (word >>> 25 & 0x3F) << 5 | (word >>> 8 & 0xF) << 1;
            case S -> (word >> 25 << 5) | (word >>> 7 & 0x1F);
            case I, JALR, LOAD -> word >> 20;
            case SHIFT6 -> word >>> 20 & 0x3F;
            case SHIFT5 -> word >>> 20 & 0x1F;
            case CSR, CSRI, FENCE -> word >>> 20;
            case R, NONE, LR, AMO, FENCE2, HLOAD, HSTORE -> 0;
        };
    }

    boolean writesRd() {
        return switch (this) {
            case U, J, JALR, LOAD, I, SHIFT6, SHIFT5, R, CSR, CSRI, LR, AMO, HLOAD -> true;
            case B, S, FENCE, NONE, FENCE2, HSTORE -> false;
        };
    }
}

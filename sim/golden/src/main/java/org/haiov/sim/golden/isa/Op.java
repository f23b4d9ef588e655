package org.haiov.sim.golden.isa;

import java.util.Locale;
import org.haiov.facts.FactsException;

/** What an instruction does; encodings are facts, see {@link InstructionSet}. The names are the manual's, a dot as an underscore. */
public enum Op {
    LUI, AUIPC, JAL, JALR, BEQ, BNE, BLT, BGE, BLTU, BGEU, LB, LH, LW, LD, LBU, LHU, LWU, SB, SH, SW, SD, ADDI, SLTI, SLTIU, XORI,
    ORI, ANDI, SLLI, SRLI, SRAI, ADD, SUB, SLL, SLT, SLTU, XOR, SRL, SRA, OR, AND, ADDIW, SLLIW, SRLIW, SRAIW, ADDW, SUBW, SLLW,
    SRLW, SRAW, FENCE, ECALL, EBREAK,
    FENCE_I,
    CSRRW, CSRRS, CSRRC, CSRRWI, CSRRSI, CSRRCI,
    MUL, MULH, MULHSU, MULHU, DIV, DIVU, REM, REMU, MULW, DIVW, DIVUW, REMW, REMUW,
    LR_W, SC_W, AMOSWAP_W, AMOADD_W, AMOXOR_W, AMOAND_W, AMOOR_W, AMOMIN_W, AMOMAX_W, AMOMINU_W, AMOMAXU_W, LR_D, SC_D, AMOSWAP_D,
    AMOADD_D, AMOXOR_D, AMOAND_D, AMOOR_D, AMOMIN_D, AMOMAX_D, AMOMINU_D, AMOMAXU_D,
    SRET, MRET, WFI, SFENCE_VMA,
    HFENCE_VVMA, HFENCE_GVMA, HLV_B, HLV_BU, HLV_H, HLV_HU, HLVX_HU, HLV_W, HLV_WU, HLVX_WU, HLV_D, HSV_B, HSV_H, HSV_W, HSV_D,
    URET,
    /** No instruction of this hart. */
    ILLEGAL;

    static Op of(String mnemonic) {
        try {
            return valueOf(mnemonic.toUpperCase(Locale.ROOT).replace('.', '_'));
        } catch (IllegalArgumentException e) {
            throw new FactsException("instruction " + mnemonic + " stands in instructions.json, but the golden model does not execute it", e);
        }
    }
}

package org.haiov.blocks.decode;

/** What an instruction of {@link Unit#SYSTEM} does. */
public enum SystemOp {
    ECALL, EBREAK, MRET, SRET, WFI, FENCE_I, SFENCE_VMA, HFENCE_VVMA, HFENCE_GVMA
}

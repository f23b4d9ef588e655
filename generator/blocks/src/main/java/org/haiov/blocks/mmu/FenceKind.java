package org.haiov.blocks.mmu;

/** Which translations are forgotten. */
public enum FenceKind {
    /** SFENCE.VMA with V=0: entries with virtual=0. */
    SUPERVISOR,
    /** HFENCE.VVMA, and SFENCE.VMA with V=1: first stage of guests of hgatp's present VMID. */
    GUEST_VIRTUAL,
    /** HFENCE.GVMA: G-stage. */
    GUEST_PHYSICAL,
    /** Everything: writes of PMP. */
    ALL
}

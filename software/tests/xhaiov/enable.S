# Rules 0: with EN=0 nothing of Xhaiov exists.
#include "harness.h"

        .text
        .globl  main
main:   addi    sp, sp, -16
        sd      ra, 0(sp)

        RULE "0.1"                          # no CSR exists, in any mode
        csrw    CSR_MHAIOVCFG, zero
        la      s0, csrs
1:      lh      s1, 0(s0)
        bltz    s1, 3f
        li      s2, 0
2:      la      t0, modes
        add     t0, t0, s2
        lb      a1, 0(t0)
        bltz    a1, 9f
        mv      a0, s1
        call    run_csr
        CHECK_LOG(mlog, LOG_CAUSE, 2)
        CHECK_LOG_ADDRESS(mlog, LOG_EPC, word_code)
        addi    s2, s2, 1
        j       2b
9:      addi    s0, s0, 2
        j       1b
3:

        RULE "0.2"                          # URET is illegal, in any mode
        csrw    CSR_MHAIOVCFG, zero
        la      s2, modes
1:      lb      t1, 0(s2)
        bltz    t1, 2f
        la      t0, uret_code
        call    run
        CHECK_LOG(mlog, LOG_CAUSE, 2)
        CHECK_LOG(mlog, LOG_TVAL, 0x00200073)
        addi    s2, s2, 1
        j       1b
2:

        RULE "0.3"                          # PTE bit 58 is reserved
        PTE_TO  g_root, 3, _start, PTE_ALL | PTE_MMIO
        GUEST_TABLES
        li      a0, 0xc0000000
        RUN     VS, load_code
        CHECK_LOG(slog, LOG_CAUSE, CAUSE_LOAD_MMIO_PAGE_FAULT)
        csrw    CSR_MHAIOVCFG, zero
        hfence.gvma
        li      a0, 0xc0000000
        RUN     VS, load_code
        CHECK_LOG(mlog, LOG_CAUSE, 21)
        RUN     VS, store_code
        CHECK_LOG(mlog, LOG_CAUSE, 23)

        RULE "0.4"                          # the bits in standard CSRs are 0 and ignore writes
        csrw    CSR_MHAIOVCFG, zero
        li      a0, -1
        csrw    hstatus, a0
        CHECK_CSR_BITS(hstatus, HSTATUS_HUR, 0)
        csrw    hstatus, zero
        csrw    medeleg, a0
        CHECK_CSR_BITS(medeleg, 7 << 24, 0)
        csrw    medeleg, zero
        csrw    mideleg, a0
        CHECK_CSR_BITS(mideleg, 7 << 24, 0)
        CSR_WRITE mideleg, 0x222
        csrw    mie, a0
        CHECK_CSR_BITS(mie, 7 << 24, 0)
        CHECK_CSR_BITS(sie, 7 << 24, 0)
        csrw    mie, zero
        csrw    vsie, a0
        CHECK_CSR_BITS(vsie, 7 << 24, 0)
        CHECK_CSR_BITS(mip, 7 << 24, 0)
        CHECK_CSR_BITS(sip, 7 << 24, 0)
        CHECK_CSR_BITS(vsip, 7 << 24, 0)

        RULE "0.5"                          # mhaiovcfg is always there, for M alone; EN is bit 0
        csrw    CSR_MHAIOVCFG, zero
        CHECK_CSR(CSR_MHAIOVCFG, 0)
        li      a0, -1
        csrw    CSR_MHAIOVCFG, a0
        CHECK_CSR(CSR_MHAIOVCFG, 1)
        la      s2, lower_modes
1:      lb      a1, 0(s2)
        bltz    a1, 2f
        li      a0, CSR_MHAIOVCFG
        call    run_csr
        CHECK_LOG(mlog, LOG_CAUSE, 2)
        addi    s2, s2, 1
        j       1b
2:

        RULE "0.6"                          # EN clears only while PRES=PARK=0
        USER_CONTEXT(3, uret_code, 7)
        VI_WRITE(CONFIG_OF(3), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 1 << 3)
        CHECK_CSR_BITS(CSR_SHCS, SHCS_PRES, SHCS_PRES)
        csrw    CSR_MHAIOVCFG, zero
        CHECK_CSR(CSR_MHAIOVCFG, 1)
        CSR_SET CSR_SHCS, SHCS_UVE          # entered in U, and parked by the illegal instruction there
        VI_WRITE(CONFIG_OF(3), MASKED)      # withdraws it
        VI_WRITE(CONFIG_OF(3), MASKED)
        csrw    CSR_MHAIOVCFG, zero
        CHECK_CSR(CSR_MHAIOVCFG, 0)
        csrw    CSR_MHAIOVCFG, 1
        USER_CONTEXT(3, park_code, 7)
        VI_WRITE(CONFIG_OF(3), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 1 << 3)
        RUN     U, nothing
        CHECK_CSR_BITS(CSR_SHCS, SHCS_PARK, SHCS_PARK)
        csrw    CSR_MHAIOVCFG, zero
        CHECK_CSR(CSR_MHAIOVCFG, 1)
        CSR_CLEAR CSR_SHCS, SHCS_PARK
        csrw    CSR_MHAIOVCFG, zero
        CHECK_CSR(CSR_MHAIOVCFG, 0)

        RULE "0.7"                          # state is kept, unseen; nothing is presented
        CSR_WRITE CSR_HVICTX, CONTEXT(3, 5, 6)
        CSR_WRITE CSR_UVICTX, CONTEXT(4, 7, 8)
        CSR_WRITE CSR_SHEPC, 0x1234
        CSR_WRITE mie, SVI_BIT
        CSR_SET hstatus, HSTATUS_HUR
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 1, 0, 0, 1))
        VI_WRITE(VI_SET, 4)
        CHECK_CSR(CSR_SVITOP, (2 << 16) | 2)
        csrw    CSR_MHAIOVCFG, zero
        CHECK_VI(STATE_OF(2), VI_VID_STATE_PENDING)
        csrw    CSR_MHAIOVCFG, 1
        CHECK_CSR(CSR_SVITOP, (2 << 16) | 2)
        CHECK_CSR(CSR_HVICTX, CONTEXT(3, 5, 6))
        CHECK_CSR(CSR_UVICTX, CONTEXT(4, 7, 8))
        CHECK_CSR(CSR_SHEPC, 0x1234)
        CHECK_CSR_BITS(mie, SVI_BIT, SVI_BIT)
        CHECK_CSR_BITS(hstatus, HSTATUS_HUR, HSTATUS_HUR)

        DONE

        .align  2
uret_code:
        .word   0x00200073
        ecall
        .align  2
park_code:
        ebreak
load_code:
        ld      a1, 0(a0)
        ecall
store_code:
        sd      a1, 0(a0)
        ecall

        .section .rodata
modes:  .byte   U, HS, M, VU, VS, -1
lower_modes: .byte U, HS, VU, VS, -1
        .align  1
csrs:   .half   CSR_USTATUS, CSR_UIE, CSR_UTVEC, CSR_USCRATCH, CSR_UEPC, CSR_UCAUSE, CSR_UTVAL, CSR_UIP, CSR_SEDELEG, CSR_SIDELEG
        .half   CSR_UTVAL2, CSR_UTINST, CSR_UVID, CSR_UVIREQ, CSR_VIREQ, CSR_SVITOP, CSR_VSVITOP, CSR_HUEDELEG, CSR_SUSCRATCH, CSR_SUATP
        .half   CSR_HVICTX, CSR_UVICTX, CSR_SHCS, CSR_SHEPC, CSR_SHGPR, CSR_SHGPRD, -1

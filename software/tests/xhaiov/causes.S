# Rules 2: causes, delegation, and what comes first.
#include "harness.h"

        .text
        .globl  main
main:
        RULE "2.1"                          # medeleg[26:24] and mideleg[26:25] read one
        CHECK_CSR_BITS(medeleg, 7 << 24, 7 << 24)
        CHECK_CSR_BITS(mideleg, 7 << 24, 6 << 24)
        csrw    medeleg, zero
        csrw    mideleg, zero
        CHECK_CSR_BITS(medeleg, 7 << 24, 7 << 24)
        CHECK_CSR_BITS(mideleg, 7 << 24, 6 << 24)

        RULE "2.2"                          # traps raised in M go to M; interrupts 25 and 26 are never taken in M
        CSR_WRITE medeleg, 0xf0b7ff
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 4)
        CSR_WRITE mie, SVI_BIT | DOORBELL_BIT
        CSR_SET mstatus, MSTATUS_MPIE
        RUN     M, nothing
        CHECK_LOG(mlog, LOG_CAUSE, 11)
        CHECK_LOG_ADDRESS(mlog, LOG_EPC, nothing_end)
        RUN     M, illegal
        CHECK_LOG(mlog, LOG_CAUSE, 2)

        RULE "2.3"                          # hedeleg and hideleg have 0 there
        li      a0, -1
        csrw    hedeleg, a0
        csrw    hideleg, a0
        CHECK_CSR_BITS(hedeleg, 7 << 24, 0)
        CHECK_CSR_BITS(hideleg, 7 << 24, 0)

        RULE "2.4"                          # mie and sie bits 26 and 25 are writable
        CSR_WRITE mie, SVI_BIT | DOORBELL_BIT
        CHECK_CSR_BITS(mie, SVI_BIT | DOORBELL_BIT, SVI_BIT | DOORBELL_BIT)
        CHECK_CSR_BITS(sie, SVI_BIT | DOORBELL_BIT, SVI_BIT | DOORBELL_BIT)
        CSR_CLEAR sie, SVI_BIT
        CHECK_CSR_BITS(mie, SVI_BIT | DOORBELL_BIT, DOORBELL_BIT)

        RULE "2.5"                          # mip and sip bits 26 and 25 are levels that software does not write
        CSR_SET mip, SVI_BIT | DOORBELL_BIT
        CHECK_CSR_BITS(mip, SVI_BIT | DOORBELL_BIT, 0)
        USER_CONTEXT(1, handler, 1)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 6)
        CHECK_CSR_BITS(sip, SVI_BIT | DOORBELL_BIT, SVI_BIT | DOORBELL_BIT)
        csrw    sip, zero
        csrw    mip, zero
        CHECK_CSR_BITS(mip, SVI_BIT | DOORBELL_BIT, SVI_BIT | DOORBELL_BIT)
        VI_WRITE(CONFIG_OF(1), MASKED)
        VI_WRITE(CONFIG_OF(2), MASKED)
        CHECK_CSR_BITS(sip, SVI_BIT | DOORBELL_BIT, 0)

        RULE "2.6"                          # interrupts for M come before user VIs
        call    present_user_vi
        li      t0, CLINT
        li      t1, 1
        sw      t1, 0(t0)
        CSR_WRITE mie, 8
        RUN     U, nothing
        CHECK_LOG(mlog, LOG_CAUSE, INTERRUPT | 3)
        CHECK_LOG_ADDRESS(mlog, LOG_EPC, nothing)
        CHECK_CSR_BITS(CSR_SHCS, SHCS_PRES, SHCS_PRES)
        CHECK_MEMORY(data_page, 0)
        csrw    mie, zero
        RUN     U, nothing
        CHECK_MEMORY(data_page, 1)

        RULE "2.7"                          # interrupts for HS come before user VIs
        call    present_user_vi
        CSR_WRITE mip, 1 << SSI
        CSR_WRITE mie, 1 << SSI
        RUN     VU, nothing
        CHECK_LOG(slog, LOG_CAUSE, INTERRUPT | SSI)
        CHECK_LOG_ADDRESS(slog, LOG_EPC, nothing)
        CHECK_CSR_BITS(CSR_SHCS, SHCS_PRES | SHCS_PARK, SHCS_PRES)
        CHECK_MEMORY(data_page, 0)
        csrw    mie, zero
        RUN     VU, nothing
        CHECK_MEMORY(data_page, 1)

        RULE "2.8"                          # in HS: the standard ones, then 26, then 25
        call    present_user_vi
        csrw    CSR_SHCS, SHCS_PRES         # UVE=0: the doorbell rings
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 4)
        CSR_WRITE mip, 1 << SSI
        CSR_WRITE mie, (1 << SSI) | SVI_BIT | DOORBELL_BIT
        RUN     U, nothing
        CHECK_LOG(slog, LOG_CAUSE, INTERRUPT | SSI)
        CSR_CLEAR mie, 1 << SSI
        RUN     U, nothing
        CHECK_LOG(slog, LOG_CAUSE, INTERRUPT | 26)
        CHECK_LOG(slog, LOG_TVAL, 0)
        CSR_CLEAR mie, DOORBELL_BIT
        RUN     VS, nothing
        CHECK_LOG(slog, LOG_CAUSE, INTERRUPT | 25)
        CHECK_LOG_BITS(slog, LOG_HSTATUS, HSTATUS_SPV | HSTATUS_GVA, HSTATUS_SPV)
        CHECK_LOG_ADDRESS(slog, LOG_EPC, nothing)
        RUN     HS, nothing                 # HS itself: sstatus.SIE=0
        CHECK_LOG(slog, LOG_CAUSE, -1)
        CSR_SET mstatus, SIE_BIT
        RUN     HS, nothing
        CHECK_LOG(slog, LOG_CAUSE, INTERRUPT | 25)

        RULE "2.9"                          # user VIs come before interrupts for VS
        call    present_user_vi
        CSR_WRITE hideleg, 0x444
        CSR_WRITE hvip, 4
        CSR_WRITE vsie, 2
        CSR_WRITE vsstatus, SIE_BIT
        RUN     VS, nothing
        CHECK_MEMORY(data_page, 1)
        CHECK_LOG(vlog, LOG_CAUSE, INTERRUPT | SSI)
        CHECK_LOG_ADDRESS(vlog, LOG_EPC, nothing)
        VI_WRITE(CONFIG_OF(1), MASKED)      # where it came from shows in an interrupt of the handler
        USER_CONTEXT(1, interrupts_itself, 1)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 2)
        CSR_WRITE mie, SVI_BIT | 4
        CSR_WRITE vsstatus, SIE_BIT
        RUN     VS, nothing
        CHECK_LOG(slog, LOG_CAUSE, INTERRUPT | 25)
        CHECK_LOG_ADDRESS(slog, LOG_EPC, nothing)
        CHECK_LOG(vlog, LOG_CAUSE, -1)

        RULE "2.10"                         # at VS level 25 is the last
        CSR_WRITE CSR_HVICTX, CONTEXT(0, 0, 0) | VSE(3)
        VI_WRITE(CONFIG_OF(4), CONFIG(2, 0, 0, 0, 1) | VCPU(3) | 9)
        VI_WRITE(VI_SET, 16)
        CSR_WRITE hideleg, 0x444
        CSR_WRITE hvip, 4
        CSR_WRITE vsie, 2 | SVI_BIT
        CSR_WRITE vsstatus, SIE_BIT
        RUN     VS, nothing
        CHECK_LOG(vlog, LOG_CAUSE, INTERRUPT | SSI)
        csrw    hvip, zero
        CSR_WRITE vsstatus, SIE_BIT
        RUN     VS, nothing
        CHECK_LOG(vlog, LOG_CAUSE, INTERRUPT | 25)
        CHECK_LOG_ADDRESS(vlog, LOG_EPC, nothing)

        RULE "2.11"                         # interrupt 24 is seen in ucause alone
        call    present_user_vi
        CHECK_CSR_BITS(mip, 1 << 24, 0)
        CHECK_CSR_BITS(sip, 1 << 24, 0)
        li      a0, -1
        csrw    mie, a0
        CHECK_CSR_BITS(mie, 1 << 24, 0)
        csrw    mie, zero
        RUN     U, nothing
        la      t0, data_page
        ld      t5, 8(t0)
        CHECK(t5, INTERRUPT | 24)

        DONE

# VID 1 is presented to hart 0, with UVE=1; data_page counts entries, then has ucause.
present_user_vi:
        la      t0, data_page
        sd      zero, 0(t0)
        USER_CONTEXT(1, handler, 1)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 2)
        CSR_SET CSR_SHCS, SHCS_UVE
        ret

        .align  2
handler:
        la      a1, data_page
        ld      a0, 0(a1)
        addi    a0, a0, 1
        sd      a0, 0(a1)
        csrr    a0, CSR_UCAUSE
        sd      a0, 8(a1)
        .word   0x00200073
        .align  2
interrupts_itself:
        li      a0, VI_BASE + VI_SET
        li      a1, 4
        sd      a1, 0(a0)
1:      j       1b
illegal:
        .word   0

# Rules 5.1 to 5.17: presentation to a hart, entry, the sealed end, and what comes back.
#include "harness.h"

#define URET .word 0x00200073

        .text
        .globl  main
main:
        RULE "5.1"                          # the controller writes the handler's context, then PRES
        call    context
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        CHECK_CSR_BITS(CSR_SHCS, SHCS_PRES, 0)
        VI_WRITE(VI_SET, 2)
        CHECK_CSR_BITS(CSR_SHCS, SHCS_VID | SHCS_PRES | SHCS_PARK | SHCS_ACT | SHCS_RES | SHCS_FLT, (1 << 32) | SHCS_PRES)
        CHECK_VI(STATE_OF(1), VI_VID_STATE_PENDING | VI_VID_STATE_PRESENTED)
        CHECK_CSR(CSR_SUSCRATCH, 0x2222)
        csrr    a0, CSR_SUATP
        srli    a0, a0, 44
        CHECK(a0, 0x80007)
        CSR_WRITE CSR_SHGPR, BANK_UTVEC
        csrr    a0, CSR_SHGPRD
        CHECK_ADDRESS(a0, leaves)
        CHECK_CSR(CSR_SHGPRD, 0x1111)
        CSR_WRITE CSR_SHGPR, BANK_UVICTX
        CHECK_CSR(CSR_SHGPRD, CONTEXT(1, 2, 3))
        VI_WRITE(CONFIG_OF(1), MASKED)      # what a context holds beyond the registers' bits is dropped
        VI_WRITE(VID_AT(VI_CTX_UTVEC, 1), -1)
        VI_WRITE(VID_AT(VI_CTX_UVICTX, 1), -1)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        CSR_WRITE CSR_SHGPR, BANK_UTVEC
        CHECK_CSR(CSR_SHGPRD, -4)
        CSR_WRITE CSR_SHGPR, BANK_UVICTX
        CHECK_CSR(CSR_SHGPRD, 0x803fffffffffffff)

        RULE "5.2"                          # only while ACT=PARK=PRES=0
        USER_CONTEXT(1, looks_at_5, 1)
        USER_CONTEXT(5, leaves, 1)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(CONFIG_OF(5), CONFIG(1, 3, 0, 0, 1))
        VI_WRITE(VI_SET, 2)
        VI_WRITE(VI_SET, 0x20)
        CHECK_VI(STATE_OF(5), VI_VID_STATE_PENDING)
        VI_WRITE(VI_CLEAR, 0x20)
        CSR_SET CSR_SHCS, SHCS_UVE
        RUN     U, nothing                  # the handler of 1 runs when 5 becomes pending, and is parked by its ebreak
        CHECK_MEMORY(data_page, VI_VID_STATE_PENDING)
        CHECK_CSR_BITS(CSR_SHCS, SHCS_PARK | SHCS_PRES, SHCS_PARK)
        CHECK_VI(STATE_OF(5), VI_VID_STATE_PENDING)
        CSR_CLEAR CSR_SHCS, SHCS_PARK | SHCS_UVE
        SETTLE
        CHECK_VI(STATE_OF(5), VI_VID_STATE_PENDING | VI_VID_STATE_PRESENTED)

        RULE "5.3"                          # HS clears PRES: the VID is pending again, and was not delivered
        call    context
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 2)
        CHECK_VI(STATE_OF(1), VI_VID_STATE_PENDING | VI_VID_STATE_PRESENTED)
        USER_CONTEXT(5, leaves, 1)
        VI_WRITE(CONFIG_OF(5), CONFIG(1, 3, 0, 0, 1))
        VI_WRITE(VI_SET, 0x20)
        CSR_CLEAR CSR_SHCS, SHCS_PRES
        SETTLE
        CHECK_VI(STATE_OF(1), VI_VID_STATE_PENDING)
        CHECK_VI(COUNT_OF(1), 0)
        CHECK_VI(STATE_OF(5), VI_VID_STATE_PENDING | VI_VID_STATE_PRESENTED)
        CHECK_CSR_BITS(CSR_SHCS, SHCS_VID | SHCS_PRES, (5 << 32) | SHCS_PRES)

        RULE "5.4"                          # TAKE claims in software
        call    context
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 2)
        li      a1, SHCS_TAKE
        csrrs   a0, CSR_SHCS, a1
        li      a1, SHCS_VID | SHCS_PRES | SHCS_TAKE
        and     a0, a0, a1
        CHECK(a0, (1 << 32) | SHCS_PRES)
        CHECK_CSR_BITS(CSR_SHCS, SHCS_PRES | SHCS_TAKE, 0)
        CHECK_VI(STATE_OF(1), 0)
        CHECK_VI(COUNT_OF(1), 1)
        VI_WRITE(VI_SET, 2)                 # also where PRES is written 0 at once
        CSR_WRITE CSR_SHCS, SHCS_TAKE
        CHECK_VI(COUNT_OF(1), 2)

        RULE "5.5"                          # TAKE with PRES=0 is ignored, and the old value says so
        call    context
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1) | MASKED)
        VI_WRITE(VI_SET, 2)
        li      a1, SHCS_TAKE
        csrrs   a0, CSR_SHCS, a1
        andi    a0, a0, SHCS_PRES
        CHECK(a0, 0)
        CHECK_VI(STATE_OF(1), VI_VID_STATE_PENDING)
        CHECK_VI(COUNT_OF(1), 0)

        RULE "5.6"                          # entry in U, VU and VS, and not in HS or M
        .irp    mode, HS, M, U, VU, VS
        call    count_vid1
        RUN     \mode, nothing
        CHECK_LOG_ADDRESS(mlog, LOG_EPC, nothing_end)
        .if     \mode == HS || \mode == M
        CHECK_MEMORY(data_page, 0)
        CHECK_CSR_BITS(CSR_SHCS, SHCS_PRES, SHCS_PRES)
        VI_WRITE(VI_CLEAR, 2)
        .else
        CHECK_MEMORY(data_page, 1)
        .endif
        .endr
        CHECK_LOG(mlog, LOG_CAUSE, 10)

        RULE "5.7"                          # UVE=0: none
        call    count_vid1
        CSR_CLEAR CSR_SHCS, SHCS_UVE
        RUN     U, nothing
        RUN     VS, nothing
        CHECK_MEMORY(data_page, 0)
        CHECK_CSR_BITS(CSR_SHCS, SHCS_PRES, SHCS_PRES)

        RULE "5.8"                          # the handler runs in U, in its own address space
        la      t0, data_page
        sd      zero, 0(t0)
        USER_CONTEXT(1, at_alias, 3)
        li      t0, VI_BASE + VID_AT(VI_CTX_UTVEC, 1)
        ld      t1, 0(t0)
        li      t2, ALIAS
        sub     t1, t1, t2                  # RAM + x at ALIAS + x
        sd      t1, 0(t0)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 2)
        CSR_WRITE CSR_SHCS, SHCS_UVE | SHCS_PRES
        RUN     VS, nothing
        CHECK_LOG_ADDRESS(mlog, LOG_EPC, nothing_end)
        CHECK_MEMORY(data_page, 8)          # its ecall was one from U
        CSR_WRITE CSR_SHGPR, BANK_UCAUSE
        CHECK_CSR(CSR_SHGPRD, 8)

        RULE "5.9"                          # a fresh bank is 0 but for what the controller wrote
        call    context
        VI_WRITE_ADDRESS(VID_AT(VI_CTX_UTVEC, 1), finds_zeros)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        .irp    csr, CSR_USTATUS, CSR_UEPC, CSR_UTVAL, CSR_UTVAL2, CSR_UTINST
        CSR_WRITE \csr, -1
        .endr
        call    fill_window
        VI_WRITE(VI_SET, 2)
        CSR_SET CSR_SHCS, SHCS_UVE
        la      t0, data_page
        li      t1, -1
        sd      t1, 0(t0)
        RUN     U, nothing
        CHECK_MEMORY(data_page, 0)
        la      t0, data_page
        ld      t5, 8(t0)
        CHECK(t5, 0x1111)                   # uscratch

        RULE "5.10"                         # ucause = interrupt 24, uvid = VID
        call    count_vid1
        VI_WRITE(CONFIG_OF(1), MASKED)
        VI_WRITE(VI_CLEAR, 2)
        USER_CONTEXT(13, counts, 1)
        VI_WRITE(CONFIG_OF(13), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 1 << 13)
        RUN     VU, nothing
        la      t0, data_page
        ld      t5, 8(t0)
        CHECK(t5, INTERRUPT | 24)
        ld      t5, 16(t0)
        CHECK(t5, 13)

        RULE "5.11"                         # the pending bit clears at entry, which is the delivery; the VID then runs
        call    count_vid1
        VI_WRITE(CONFIG_OF(1), MASKED)
        VI_WRITE(CONFIG_OF(1), MASKED)
        USER_CONTEXT(1, looks_at_1, 1)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        CHECK_VI(STATE_OF(1), VI_VID_STATE_PENDING | VI_VID_STATE_PRESENTED)
        RUN     U, nothing
        CHECK_MEMORY(data_page, VI_VID_STATE_RUNNING)
        CHECK_VI(STATE_OF(1), 0)
        CHECK_VI(COUNT_OF(1), 1)

        RULE "5.12"                         # URET ends the switch whatever ustatus and uepc say
        CSR_SET hstatus, HSTATUS_HUR
        .irp    mode, U, VU, VS
        call    count_vid1
        VI_WRITE(CONFIG_OF(1), MASKED)
        VI_WRITE(CONFIG_OF(1), MASKED)
        USER_CONTEXT(1, lies, 1)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        RUN     \mode, nothing
        CHECK_LOG_ADDRESS(mlog, LOG_EPC, nothing_end)
        CHECK_LOG_BITS(mlog, LOG_STATUS, (3 << 11) | (1 << 39), ((\mode & 3) << 11) | ((\mode >> 2) << 39))
        .endr

        RULE "5.13"                         # everything comes back: x1 to x31, the banked CSRs, satp, sscratch, pc, mode
        .irp    mode, U, VU, VS
        call    count_vid1
        VI_WRITE(VI_CLEAR, 2)
        VI_WRITE(CONFIG_OF(1), MASKED)
        USER_CONTEXT(1, overwrites, 1)
        VI_WRITE(VID_AT(VI_CTX_SUSCRATCH, 1), 0x4444)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        CSR_WRITE sscratch, 0x60
        CSR_WRITE satp, 0x90
        CSR_WRITE CSR_USTATUS, USTATUS_UPV | USTATUS_UIE
        CSR_WRITE CSR_UTVEC, 0x100
        CSR_WRITE CSR_USCRATCH, 0x200
        CSR_WRITE CSR_UEPC, 0x300
        CSR_WRITE CSR_UCAUSE, 0x400
        CSR_WRITE CSR_UTVAL, 0x500
        CSR_WRITE CSR_UTVAL2, 0x600
        CSR_WRITE CSR_UTINST, 0x700
        CSR_WRITE CSR_UVICTX, 0x800
        RUN     \mode, patterned            # posts VID 1 with every register set
        CHECK_LOG_ADDRESS(mlog, LOG_EPC, patterned_end)
        CHECK_LOG_BITS(mlog, LOG_STATUS, (3 << 11) | (1 << 39), ((\mode & 3) << 11) | ((\mode >> 2) << 39))
        CHECK_VI(COUNT_OF(1), 1)
        la      s0, mlog
        la      s1, pattern
        li      s2, 31
1:      addi    s0, s0, 8
        addi    s1, s1, 8
        ld      a0, 0(s0)
        ld      a1, 0(s1)
        sub     a0, a0, a1
        CHECK(a0, 0)
        addi    s2, s2, -1
        bnez    s2, 1b
        CHECK_CSR(sscratch, 0x60)
        CHECK_CSR(satp, 0x90)
        CHECK_CSR(CSR_SUSCRATCH, 0x4444)
        CHECK_CSR(CSR_USTATUS, USTATUS_UPV | USTATUS_UIE)
        CHECK_CSR(CSR_UTVEC, 0x100)
        CHECK_CSR(CSR_USCRATCH, 0x200)
        CHECK_CSR(CSR_UEPC, 0x300)
        CHECK_CSR(CSR_UCAUSE, 0x400)
        CHECK_CSR(CSR_UTVAL, 0x500)
        CHECK_CSR(CSR_UTVAL2, 0x600)
        CHECK_CSR(CSR_UTINST, 0x700)
        CHECK_CSR(CSR_UVICTX, 0x800)
        .endr

        RULE "5.14"                         # the reservation is lost at entry and at the end
        call    count_vid1
        VI_WRITE(VI_CLEAR, 2)
        RUN     U, reserves
        CHECK_MEMORY(data_page, 1)          # the handler ran
        CHECK_X(10, 1)                      # SC failed
        call    count_vid1
        VI_WRITE(VI_CLEAR, 2)
        VI_WRITE(CONFIG_OF(1), MASKED)
        USER_CONTEXT(1, reserves_and_leaves, 1)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        RUN     U, stores_conditionally
        CHECK_VI(COUNT_OF(1), 1)
        CHECK_X(10, 1)

        RULE "5.15"                         # with ACT=1 HU acts as 0
        GUEST_TABLES
        CSR_SET hstatus, HSTATUS_HU
        la      a0, data_page
        RUN     U, reads_guest
        CHECK_LOG(mlog, LOG_CAUSE, 8)
        call    count_vid1
        VI_WRITE(CONFIG_OF(1), MASKED)
        VI_WRITE(CONFIG_OF(1), MASKED)
        USER_CONTEXT(1, handler_reads_guest, 1)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        RUN     U, nothing
        CHECK_CSR_BITS(CSR_SHCS, SHCS_PARK | SHCS_FLT, SHCS_PARK | SHCS_FLT)
        CSR_WRITE CSR_SHGPR, BANK_UCAUSE
        CHECK_CSR(CSR_SHGPRD, 2)
        CHECK_CSR_BITS(hstatus, HSTATUS_HU, HSTATUS_HU)

        RULE "5.16"                         # one instruction of the interrupted context between two user VIs
        .irp    mode, U, VU, VS
        call    count_vid1
        VI_WRITE(CONFIG_OF(1), MASKED)
        VI_WRITE(CONFIG_OF(1), MASKED)
        USER_CONTEXT(1, posts_itself, 1)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        RUN     \mode, stop                 # entry, end, the ecall's exception
        CHECK_MEMORY(data_page, 1)
        CHECK_CSR_BITS(CSR_SHCS, SHCS_PRES, SHCS_PRES)
        RUN     \mode, nothing              # entry, end, nop, entry, end, the ecall's exception
        CHECK_MEMORY(data_page, 3)
        .endr

        RULE "5.17"                         # the handler sends with its own uvictx
        call    count_vid1
        VI_WRITE(VI_CLEAR, 2)
        VI_WRITE(CONFIG_OF(1), MASKED)
        USER_CONTEXT(1, sends, 1)
        VI_WRITE(VID_AT(VI_CTX_UVICTX, 1), CONTEXT(2, 4, 1))
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(VI_MAP + 8 * 4, ENTRY(2, 9))
        VI_WRITE(CONFIG_OF(9), CONFIG(0, 0, 2, 0, 1))
        CSR_WRITE CSR_UVICTX, CONTEXT(3, 5, 1)
        VI_WRITE(VI_SET, 2)
        RUN     U, nothing
        CHECK_CSR(CSR_SVITOP, (9 << 16) | 1)
        CHECK_CSR_BITS(CSR_SHCS, SHCS_PARK, 0)

        DONE

# VID 1's context, with something in each word.
context:
        USER_CONTEXT(1, leaves, 7)
        VI_WRITE(VID_AT(VI_CTX_USCRATCH, 1), 0x1111)
        VI_WRITE(VID_AT(VI_CTX_SUSCRATCH, 1), 0x2222)
        VI_WRITE(VID_AT(VI_CTX_UVICTX, 1), CONTEXT(1, 2, 3))
        ret

# VID 1 is presented, with a handler that counts in data_page; UVE=1.
count_vid1:
        la      t0, data_page
        sd      zero, 0(t0)
        VI_WRITE(CONFIG_OF(1), MASKED)
        CSR_WRITE CSR_SHCS, SHCS_UVE
        VI_WRITE(CONFIG_OF(1), MASKED)
        USER_CONTEXT(1, counts, 1)
        VI_WRITE(COUNT_OF(1), 0)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 2)
        ret

fill_window:
        csrw    CSR_SHGPR, zero
        li      t1, 41
        li      t0, -1
1:      csrw    CSR_SHGPRD, t0
        addi    t1, t1, -1
        bnez    t1, 1b
        ret

# --- handlers ---
        .align  2
leaves: URET
        .align  2
counts: la      a1, data_page
        ld      a0, 0(a1)
        addi    a0, a0, 1
        sd      a0, 0(a1)
        csrr    a0, CSR_UCAUSE
        sd      a0, 8(a1)
        csrr    a0, CSR_UVID
        sd      a0, 16(a1)
        URET
        .align  2
looks_at_5:
        li      a0, VI_BASE + VI_SET
        li      a1, 0x20
        sd      a1, 0(a0)
        li      a0, VI_BASE + STATE_OF(5)
        ld      a2, 0(a0)
        la      a1, data_page
        sd      a2, 0(a1)
        ebreak
        .align  2
looks_at_1:
        li      a0, VI_BASE + STATE_OF(1)
        ld      a2, 0(a0)
        la      a1, data_page
        sd      a2, 0(a1)
        URET
        .align  2
at_alias:
        auipc   a1, 0
        srli    a2, a1, 30                  # 1: pc is in ALIAS
        slli    a2, a2, 3
        la      a3, data_page               # relative to pc: its alias
        sd      a2, 0(a3)
        ecall
        .align  2
finds_zeros:
        .irp    r, 2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
        or      x1, x1, x\r
        .endr
        .irp    csr, CSR_USTATUS, CSR_UEPC, CSR_UTVAL, CSR_UTVAL2, CSR_UTINST
        csrr    x2, \csr
        or      x1, x1, x2
        .endr
        la      a1, data_page
        sd      x1, 0(a1)
        csrr    a0, CSR_USCRATCH
        sd      a0, 8(a1)
        URET
        .align  2
lies:   li      a0, USTATUS_UPV | USTATUS_UPP
        csrw    CSR_USTATUS, a0
        la      a0, spin
        csrw    CSR_UEPC, a0
        URET
        .align  2
overwrites:
        .irp    r, 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
        li      x\r, -1
        .endr
        .irp    csr, CSR_USTATUS, CSR_UTVEC, CSR_USCRATCH, CSR_UEPC, CSR_UCAUSE, CSR_UTVAL, CSR_UTVAL2, CSR_UTINST
        csrw    \csr, x1
        .endr
        URET
        .align  2
reserves_and_leaves:
        la      a1, data_page
        lr.d    a0, (a1)
        URET
        .align  2
handler_reads_guest:
        la      a0, data_page
        hlv.d   a1, (a0)
        URET
        .align  2
posts_itself:
        la      a1, data_page
        ld      a0, 0(a1)
        addi    a0, a0, 1
        sd      a0, 0(a1)
        li      a0, VI_BASE + VI_SET
        li      a1, 2
        sd      a1, 0(a0)
        URET
        .align  2
sends:  csrw    CSR_UVIREQ, zero
        URET

# --- interrupted code ---
patterned:
        la      x31, pattern
        .irp    r, 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30
        ld      x\r, 8 * \r(x31)
        .endr
        ld      x31, 8 * 31(x31)
        sd      x29, 0(x30)
patterned_end:
        ecall
reserves:
        la      a1, data_page
        addi    a1, a1, 64
        li      a2, VI_BASE + VI_SET
        li      a3, 2
        lr.d    a0, (a1)
        sd      a3, 0(a2)
        sc.d    a0, a0, (a1)
        ecall
stores_conditionally:
        la      a1, data_page
        li      a2, VI_BASE + VI_SET
        li      a3, 2
        sd      a3, 0(a2)
        sc.d    a0, a3, (a1)
        ecall
reads_guest:
        hlv.d   a1, (a0)
        ecall

        .section .rodata
        .align  3
pattern:
        .dword  0
        .irp    r, 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28
        .dword  0x0101010101010101 * \r
        .endr
        .dword  2
        .dword  VI_BASE + VI_SET
        .dword  -31

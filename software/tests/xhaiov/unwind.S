# Rules 5.18 to 5.37: unwinding, parked handlers, limits, doorbell, WFI, address spaces.
#include "harness.h"

#define URET .word 0x00200073
#define PARK_BITS (SHCS_PARK | SHCS_RES | SHCS_FLT | SHCS_PRES | SHCS_ACT)
/* D of the machine this is built for. */
#ifndef DOORBELL_CYCLES
#define DOORBELL_CYCLES 1000
#endif
/* Cycles that a machine may need for a few instructions of this program. */
#ifndef SLACK
#define SLACK 300
#endif

/* VID 1 with a handler and nothing else set; not yet pending; UVE=1. */
        .macro  user_vi handler
        la      a0, \handler
        call    prepare
        .endm
#define POST_VI VI_WRITE(VI_SET, 2)

        .text
        .globl  main
main:
        RULE "5.18"                         # an interrupt for HS unwinds, and is taken as from the interrupted context; RES=1
        .irp    mode, U, VU, VS
        user_vi interrupts_itself
        POST_VI
        RUN     \mode, nothing
        CHECK_LOG(slog, LOG_CAUSE, INTERRUPT | 25)
        CHECK_LOG_ADDRESS(slog, LOG_EPC, nothing)
        CHECK_LOG_BITS(slog, LOG_HSTATUS, HSTATUS_SPV, (\mode >> 2) << 7)
        CHECK_LOG_BITS(slog, LOG_STATUS, 0x100, (\mode & 1) << 8)
        CHECK_CSR_BITS(CSR_SHCS, SHCS_VID | PARK_BITS, (1 << 32) | SHCS_PARK | SHCS_RES)
        CHECK_CSR(sscratch, 0x3333)
        CHECK_CSR(satp, 0)
        CHECK_CSR(CSR_SUSCRATCH, 0x4444)
        csrr    a0, CSR_SHEPC
        CHECK_ADDRESS(a0, after_interrupt)
        la      t5, slog
        ld      t5, 8 * 15(t5)              # a5 of the interrupted context
        CHECK(t5, 0x5555)
        CLAIM   a0
        .endr

        RULE "5.19"                         # one for M likewise
        user_vi interrupts_m
        POST_VI
        CSR_WRITE mie, 8
        RUN     VS, nothing
        CHECK_LOG(mlog, LOG_CAUSE, INTERRUPT | 3)
        CHECK_LOG_ADDRESS(mlog, LOG_EPC, nothing)
        CHECK_LOG_BITS(mlog, LOG_STATUS, (3 << 11) | (1 << 39), (1 << 11) | (1 << 39))
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, SHCS_PARK | SHCS_RES)
        li      t0, CLINT
        sw      zero, 0(t0)

        RULE "5.20"                         # an exception of the handler is not taken: ucause, utval, FLT; the interrupted context goes on
        .macro  stops_with handler, cause, value, line
        user_vi \handler
        POST_VI
        RUN     VS, nothing
        CHECK_LOG(slog, LOG_CAUSE, -1)
        CHECK_LOG(vlog, LOG_CAUSE, -1)
        CHECK_LOG_ADDRESS(mlog, LOG_EPC, nothing_end)
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, SHCS_PARK | SHCS_FLT)
        CSR_WRITE CSR_SHGPR, BANK_UCAUSE
        csrr    t5, CSR_SHGPRD
        check   t5, \cause, \line
        csrr    t5, CSR_SHGPRD
        check   t5, \value, \line
        csrr    a0, CSR_SHEPC
        CHECK_ADDRESS(a0, \handler\()_fault)
        CHECK_CSR_BITS(mip, DOORBELL_BIT, DOORBELL_BIT)
        .endm
        stops_with calls, 8, 0, __LINE__
        stops_with breaks, 3, 0, __LINE__
        stops_with privileged, 2, 0x10002573, __LINE__
        stops_with loads, 13, 0x7fc0000000, __LINE__
        stops_with stores, 15, 0x7fc0000008, __LINE__
        stops_with sends, 26, 9, __LINE__
        CSR_WRITE medeleg, 0xf0b1ff         # whoever would get it
        stops_with calls, 8, 0, __LINE__
        stops_with loads, 13, 0x7fc0000000, __LINE__
        csrw    medeleg, zero
        user_vi calls                       # a fetch: utvec itself is not mapped
        VI_WRITE(CONFIG_OF(1), MASKED)
        VI_WRITE(VID_AT(VI_CTX_UTVEC, 1), 0x7fc0000000)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        POST_VI
        RUN     U, nothing
        CSR_WRITE CSR_SHGPR, BANK_UCAUSE
        CHECK_CSR(CSR_SHGPRD, 12)
        CHECK_CSR(CSR_SHGPRD, 0x7fc0000000)
        CHECK_CSR(CSR_SHEPC, 0x7fc0000000)

        RULE "5.21"                         # with RES=1 and UVE=1 entry repeats: pc, bank, ucause and uvid as they were
        user_vi interrupts_itself
        POST_VI
        RUN     U, nothing
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, SHCS_PARK | SHCS_RES)
        CLAIM   a0
        CSR_CLEAR CSR_SHCS, SHCS_UVE
        RUN     U, nothing                  # UVE=0: not yet
        CHECK_LOG_ADDRESS(mlog, LOG_EPC, nothing_end)
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, SHCS_PARK | SHCS_RES)
        CSR_SET CSR_SHCS, SHCS_UVE
        CSR_WRITE CSR_SHGPR, BANK_UCAUSE
        CSR_WRITE CSR_SHGPRD, 0x99
        CSR_WRITE CSR_UVID, 0x88
        RUN     HS, nothing                 # nor in HS
        CHECK_MEMORY(data_page, 0)
        RUN     U, nothing
        CHECK_MEMORY(data_page, 0x77)       # its a5
        la      t0, data_page
        ld      t5, 8(t0)
        CHECK(t5, 0x99)
        ld      t5, 16(t0)
        CHECK(t5, 0x88)
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, 0)
        CHECK_VI(COUNT_OF(1), 1)
        CHECK_VI(STATE_OF(1), 0)

        RULE "5.22"                         # it may borrow another thread than before
        user_vi interrupts_itself
        POST_VI
        RUN     U, nothing
        CLAIM   a0
        CSR_WRITE sscratch, 0x6666
        CSR_WRITE satp, 0x99
        CSR_WRITE CSR_USCRATCH, 0x7777
        RUN     VS, nothing
        CHECK_LOG_ADDRESS(mlog, LOG_EPC, nothing_end)
        CHECK_LOG(mlog, LOG_CAUSE, 10)
        CHECK_MEMORY(data_page, 0x77)
        CHECK_CSR(sscratch, 0x6666)
        CHECK_CSR(satp, 0x99)
        CHECK_CSR(CSR_USCRATCH, 0x7777)
        CHECK_CSR(CSR_SUSCRATCH, 0x4444)

        RULE "5.23"                         # HS may clear RES, and set it
        user_vi interrupts_itself
        POST_VI
        RUN     U, nothing
        CLAIM   a0
        CSR_CLEAR CSR_SHCS, SHCS_RES
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, SHCS_PARK)
        CSR_SET CSR_SHCS, SHCS_FLT          # and FLT
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, SHCS_PARK | SHCS_FLT)
        CSR_CLEAR CSR_SHCS, SHCS_FLT
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, SHCS_PARK)
        RUN     U, nothing
        CHECK_MEMORY(data_page, 0)
        CSR_SET CSR_SHCS, SHCS_RES
        RUN     VU, nothing
        CHECK_MEMORY(data_page, 0x77)

        RULE "5.24"                         # HS reads and writes the parked state
        user_vi breaks
        POST_VI
        RUN     VU, nothing
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, SHCS_PARK | SHCS_FLT)
        CSR_WRITE CSR_SHGPR, 15
        CHECK_CSR(CSR_SHGPRD, 0x77)
        CSR_WRITE CSR_SHGPR, 15
        CSR_WRITE CSR_SHGPRD, 0x78
        CSR_WRITE CSR_SUSCRATCH, 0x4445
        csrr    a0, CSR_SUATP
        srli    a1, a0, 44
        CHECK(a1, 0x80001)
        li      a1, 6 << 44                 # another ASID
        xor     a0, a0, a1
        csrw    CSR_SUATP, a0
        csrr    a1, CSR_SUATP
        sub     a1, a1, a0
        CHECK(a1, 0)
        csrr    a0, CSR_SHEPC
        addi    a0, a0, 2
        csrw    CSR_SHEPC, a0
        CSR_SET CSR_SHCS, SHCS_RES
        RUN     U, nothing
        CHECK_MEMORY(data_page, 0x78)
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, 0)
        CHECK_CSR(CSR_SUSCRATCH, 0x4445)
        CHECK_VI(COUNT_OF(1), 1)

        RULE "5.25"                         # PARK=0 takes the handler off the hart
        user_vi breaks
        POST_VI
        RUN     U, nothing
        POST_VI                             # again, while it is parked
        CHECK_VI(STATE_OF(1), VI_VID_STATE_PENDING | VI_VID_STATE_RUNNING)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1) | MASKED)
        CSR_SET CSR_SHCS, SHCS_RES
        CSR_CLEAR CSR_SHCS, SHCS_PARK
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, 0)
        CHECK_CSR_BITS(mip, DOORBELL_BIT, 0)
        CHECK_VI(STATE_OF(1), VI_VID_STATE_PENDING)
        CHECK_VI(COUNT_OF(1), 1)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, SHCS_PRES)
        CSR_SET CSR_SHCS, SHCS_RES | SHCS_FLT | SHCS_PARK  # not there to be set
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, SHCS_PRES)

        RULE "5.26"                         # a limit that runs out stops the handler
        user_vi loops
        VI_WRITE(CONFIG_OF(1), MASKED)
        VI_WRITE(VID_AT(VI_CTX_LIMIT, 1), 2000)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        POST_VI
        RUN     VS, nothing
        CHECK_LOG_ADDRESS(mlog, LOG_EPC, nothing_end)
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, SHCS_PARK | SHCS_FLT)
        CSR_WRITE CSR_SHGPR, BANK_UCAUSE
        CHECK_CSR(CSR_SHGPRD, 26)
        CHECK_CSR_BITS(mip, DOORBELL_BIT, DOORBELL_BIT)
        CSR_WRITE CSR_SHGPR, 15
        csrr    s1, CSR_SHGPRD              # rounds of 2 instructions
        seqz    a0, s1
        CHECK(a0, 0)
        CSR_SET CSR_SHCS, SHCS_RES          # nothing is left of it: it stops again before it executes anything
        RUN     VS, nothing
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, SHCS_PARK | SHCS_FLT)
        CSR_WRITE CSR_SHGPR, 15
        csrr    s2, CSR_SHGPRD
        sub     s2, s2, s1
        CHECK(s2, 0)

        RULE "5.27"                         # what is left of a limit goes on after unwinding
        user_vi interrupts_then_loops
        VI_WRITE(CONFIG_OF(1), MASKED)
        VI_WRITE(VID_AT(VI_CTX_LIMIT, 1), 4000)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        POST_VI
        RUN     U, nothing                  # interrupted after 1000 rounds
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, SHCS_PARK | SHCS_RES)
        CLAIM   a0
        li      s1, 5000                    # time that does not count
1:      addi    s1, s1, -1
        bnez    s1, 1b
        RUN     U, nothing
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, SHCS_PARK | SHCS_FLT)
        CSR_WRITE CSR_SHGPR, 15
        csrr    s1, CSR_SHGPRD              # rounds after it
        sltiu   a0, s1, 1
        CHECK(a0, 0)
        sltiu   a0, s1, 1000
        CHECK(a0, 1)

        RULE "5.28"                         # limit 0: none
        user_vi loops_long
        POST_VI
        RUN     U, nothing
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, 0)
        CHECK_MEMORY(data_page, 100000)

        RULE "5.29"                         # doorbell: PARK and not RES
        user_vi breaks
        POST_VI
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, SHCS_PRES)
        RUN     U, nothing
        CHECK_CSR_BITS(sip, DOORBELL_BIT, DOORBELL_BIT)
        CSR_WRITE mie, DOORBELL_BIT
        RUN     VS, nothing
        CHECK_LOG(slog, LOG_CAUSE, INTERRUPT | 26)
        csrw    mie, zero
        RUN     U, stop
        CSR_SET CSR_SHCS, SHCS_RES          # the hart has just come to M
        CHECK_CSR_BITS(sip, DOORBELL_BIT, 0)
        CSR_CLEAR CSR_SHCS, SHCS_PARK
        CHECK_CSR_BITS(sip, DOORBELL_BIT, 0)

        RULE "5.30"                         # doorbell: PRES or RES, and UVE=0
        user_vi interrupts_itself
        CSR_CLEAR CSR_SHCS, SHCS_UVE
        CHECK_CSR_BITS(sip, DOORBELL_BIT, 0)
        POST_VI
        CHECK_CSR_BITS(sip, DOORBELL_BIT, DOORBELL_BIT)
        CSR_WRITE mie, DOORBELL_BIT
        RUN     U, nothing
        CHECK_LOG(slog, LOG_CAUSE, INTERRUPT | 26)
        CHECK_LOG_ADDRESS(slog, LOG_EPC, nothing)
        CSR_WRITE mie, SVI_BIT
        CSR_SET CSR_SHCS, SHCS_UVE
        RUN     U, nothing
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, SHCS_PARK | SHCS_RES)
        CHECK_CSR_BITS(sip, DOORBELL_BIT, 0)
        CSR_CLEAR CSR_SHCS, SHCS_UVE
        CHECK_CSR_BITS(sip, DOORBELL_BIT, DOORBELL_BIT)
        CLAIM   a0

        RULE "5.31"                         # doorbell: PRES or RES, and D cycles in HS or M
        .macro  rises line
        CHECK_CSR_BITS(sip, DOORBELL_BIT, 0)
        csrr    s1, mcycle
1:      csrr    a0, sip
        li      a1, DOORBELL_BIT
        and     a0, a0, a1
        csrr    s2, mcycle
        sub     s2, s2, s1
        li      a1, 2 * DOORBELL_CYCLES + SLACK
        bltu    a1, s2, 2f
        beqz    a0, 1b
2:      sltiu   t5, s2, DOORBELL_CYCLES - SLACK
        check   t5, 0, \line
        li      a1, DOORBELL_CYCLES + SLACK
        sltu    t5, s2, a1
        check   t5, 1, \line
        .endm
        user_vi interrupts_itself
        RUN     U, stop                     # comes to M now
        POST_VI
        rises   __LINE__
        RUN     HS, nothing                 # HS and M count as one stay
        CHECK_CSR_BITS(sip, DOORBELL_BIT, DOORBELL_BIT)
        RUN     U, nothing                  # taken; the handler is interrupted
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, SHCS_PARK | SHCS_RES)
        rises   __LINE__
        CLAIM   a0
        CSR_WRITE mie, DOORBELL_BIT
        CSR_SET mstatus, SIE_BIT
        RUN     HS, nothing
        CHECK_LOG(slog, LOG_CAUSE, INTERRUPT | 26)

        RULE "5.32"                         # it falls when the VI is taken, claimed or withdrawn
        user_vi breaks
        CSR_CLEAR CSR_SHCS, SHCS_UVE
        POST_VI
        CHECK_CSR_BITS(sip, DOORBELL_BIT, DOORBELL_BIT)
        VI_WRITE(CONFIG_OF(1), MASKED)
        CHECK_CSR_BITS(sip, DOORBELL_BIT, 0)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        CHECK_CSR_BITS(sip, DOORBELL_BIT, DOORBELL_BIT)
        CSR_SET CSR_SHCS, SHCS_TAKE
        CHECK_CSR_BITS(sip, DOORBELL_BIT, 0)

        RULE "5.33"                         # in WFI in HS D counts as elapsed, and PRES wakes it at once; the doorbell stays
        user_vi breaks
        RUN     U, stop
        csrr    s1, mcycle
        RUN     HS, posts_and_waits
        CHECK_LOG(mlog, LOG_CAUSE, 9)
        CHECK_X(10, DOORBELL_BIT)
        csrr    s2, mcycle
        sub     s2, s2, s1
        sltiu   a0, s2, DOORBELL_CYCLES / 2
        CHECK(a0, 1)
        CHECK_CSR_BITS(sip, DOORBELL_BIT, DOORBELL_BIT)

        RULE "5.34"                         # a user VI that can be taken wakes WFI in VS; shepc is behind it
        user_vi interrupts_itself
        VI_WRITE(CONFIG_OF(1), MASKED)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 1, 0, 1))
        VI_WRITE(CONFIG_OF(3), CONFIG(0, 0, 1, 0, 1))   # VID 1 waits for a token while the guest waits for it
        VI_WRITE(VI_SLOT_BUCKET + 64, (1 << 16) | 1)
        VI_WRITE(VI_SET, 8)
        CHECK_CSR(CSR_SVITOP, (3 << 16) | 1)
        VI_WRITE(CONFIG_OF(3), MASKED)
        POST_VI
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, 0)
        RUN     VS, waits
        CHECK_LOG(slog, LOG_CAUSE, INTERRUPT | 25)
        CHECK_LOG_ADDRESS(slog, LOG_EPC, behind_wfi)
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, SHCS_PARK | SHCS_RES)

        RULE "5.35"                         # no translation of one context serves another
        # ALIAS is the begin of RAM in the handler's space, data_page in the thread's. Where a space is entered that has ASID 0, or
        # the other's ASID, that is a fence for it.
        .macro  spaces handler_asid, thread_asid, entry_fences, end_fences, line
        PTE_TO  user_root2, 2, _start, PTE_ALL
        PTE     user_root2, 0, PTE_ALL
        PTE_TO  user_root2, 1, table1, PTE_V
        PTE_TO  table1, 0, table2, PTE_V
        PTE_TO  table2, 0, data_page, PTE_ALL
        PTE_TO  user_root, 1, _start, PTE_ALL
        user_vi reads_alias
        VI_WRITE(CONFIG_OF(1), MASKED)
        USER_CONTEXT(1, reads_alias, \handler_asid)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        la      t0, user_root2
        srli    t0, t0, 12
        li      t1, SV39 | (\thread_asid << 44)
        or      t0, t0, t1
        csrw    satp, t0
        sfence.vma
        la      t0, _start
        ld      s3, 0(t0)
        la      t0, data_page
        li      s4, 0xabc
        sd      s4, 0(t0)
        RUN     U, reads_alias_around
        alias_reads s4, s3, s4, \line
        .if     \entry_fences               # the handler's mapping changes
        la      t0, user_root
        la      t1, table1
        srli    t1, t1, 2
        ori     t1, t1, PTE_V
        sd      t1, 8(t0)
        RUN     U, reads_alias_around
        alias_reads s4, s4, s4, \line
        .endif
        .if     \end_fences                 # the thread's mapping changes
        la      t0, user_root2
        la      t1, _start
        srli    t1, t1, 2
        ori     t1, t1, PTE_ALL
        sd      t1, 8(t0)
        RUN     U, reads_alias_around
        la      t5, mlog
        ld      t5, 8 * 12(t5)
        check_same t5, s3, \line
        .endif
        .endm
        .macro  check_same found, wanted, line
        beq     \found, \wanted, 95f
        mv      a1, \found
        mv      a2, \wanted
        li      a0, \line
        j       fail
95:
        .endm
        # What ALIAS read before, in the handler, and after.
        .macro  alias_reads before, inside, after, line
        la      t5, mlog
        ld      t4, 8 * 11(t5)
        check_same t4, \before, \line
        la      t4, data_page
        ld      t4, 8(t4)
        check_same t4, \inside, \line
        ld      t4, 8 * 12(t5)
        check_same t4, \after, \line
        .endm
        spaces  6, 5, 0, 0, __LINE__
        spaces  5, 5, 1, 1, __LINE__
        spaces  0, 0, 1, 1, __LINE__
        spaces  0, 5, 1, 0, __LINE__
        spaces  5, 0, 0, 1, __LINE__

        RULE "5.36"                         # ACT never reads 1: M and HS see the handler unwound
        user_vi interrupts_itself
        POST_VI
        RUN     U, nothing
        CHECK_LOG(slog, LOG_CAUSE, INTERRUPT | 25)
        CHECK_CSR_BITS(CSR_SHCS, SHCS_ACT, 0)
        CLAIM   a0
        CSR_SET CSR_SHCS, SHCS_ACT
        CHECK_CSR_BITS(CSR_SHCS, SHCS_ACT, 0)

        RULE "5.37"                         # the handler's access to an MMIO leaf's address is its own: UER is for V=1
        PTE     user_root, 3, PTE_ALL | PTE_MMIO
        CSR_WRITE CSR_HUEDELEG, (1 << 24) | (1 << 25)
        user_vi loads_hole
        POST_VI
        RUN     VS, nothing
        CHECK_CSR_BITS(CSR_SHCS, PARK_BITS, SHCS_PARK | SHCS_FLT)
        CSR_WRITE CSR_SHGPR, BANK_UCAUSE
        CHECK_CSR(CSR_SHGPRD, 13)

        DONE

# VID 1 with handler a0, masked no more, not pending; UVE=1. VID 2 is for the supervisor, for interrupts from handlers. data_page is 0.
prepare:
        la      t0, data_page
        .irp    offset, 0, 8, 16
        sd      zero, \offset(t0)
        .endr
        VI_WRITE(CONFIG_OF(1), MASKED)
        CSR_WRITE CSR_SHCS, SHCS_UVE
        VI_WRITE(VI_CLEAR, -1)
        VI_WRITE(CONFIG_OF(1), MASKED)
        USER_CONTEXT(1, spin, 1)
        li      t0, VI_BASE + VID_AT(VI_CTX_UTVEC, 1)
        sd      a0, 0(t0)
        VI_WRITE(VID_AT(VI_CTX_SUSCRATCH, 1), 0x4444)
        VI_WRITE(VID_AT(VI_CTX_UVICTX, 1), CONTEXT(1, 0, 0))
        VI_WRITE(VID_AT(VI_CTX_LIMIT, 1), 0)
        VI_WRITE(COUNT_OF(1), 0)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 0, 0, 0, 1))
        CSR_WRITE sscratch, 0x3333
        CSR_WRITE mie, SVI_BIT
        li      a5, 0x5555
        ret

# --- handlers: a5 is 0x77 before something happens to them ---
        .macro  post_supervisor
        li      a0, VI_BASE + VI_SET
        li      a1, 4
        sd      a1, 0(a0)
        .endm
        .align  2
interrupts_itself:
        li      a5, 0x77
        post_supervisor
after_interrupt:
        la      a1, data_page
        sd      a5, 0(a1)
        csrr    a0, CSR_UCAUSE
        sd      a0, 8(a1)
        csrr    a0, CSR_UVID
        sd      a0, 16(a1)
        URET
        .align  2
interrupts_m:
        li      a0, CLINT
        li      a1, 1
        sw      a1, 0(a0)
1:      j       1b
        .align  2
calls:
calls_fault:
        ecall
        .align  2
breaks: li      a5, 0x77
breaks_fault:
        ebreak
        la      a1, data_page
        sd      a5, 0(a1)
        URET
        .align  2
privileged:
privileged_fault:
        csrr    a0, sstatus
        .align  2
loads:  li      a0, 0x7fc0000000
loads_fault:
        ld      a1, 0(a0)
        .align  2
stores: li      a0, 0x7fc0000000
stores_fault:
        sd      a1, 8(a0)
        .align  2
sends:
sends_fault:
        csrwi   CSR_UVIREQ, 9
        .align  2
loops:  addi    a5, a5, 1
        j       loops
        .align  2
interrupts_then_loops:
        li      a5, 1000
1:      addi    a5, a5, -1
        bnez    a5, 1b
        post_supervisor
2:      addi    a5, a5, 1
        j       2b
        .align  2
loops_long:
        li      a6, 100000
1:      addi    a5, a5, 1
        bne     a5, a6, 1b
        la      a1, data_page
        sd      a5, 0(a1)
        URET
        .align  2
reads_alias:
        li      a0, ALIAS
        ld      a1, 0(a0)
        la      a2, data_page
        sd      a1, 8(a2)
        URET
        .align  2
loads_hole:
        li      a0, 0xc0000000
        ld      a1, 0(a0)

# --- interrupted code ---
reads_alias_around:
        li      a0, ALIAS
        ld      a1, 0(a0)
        li      a3, VI_BASE + VI_SET
        li      a4, 2
        sd      a4, 0(a3)
        ld      a2, 0(a0)
        ecall
posts_and_waits:
        li      a3, VI_BASE + VI_SET
        li      a4, 2
        sd      a4, 0(a3)
        wfi
        csrr    a0, sip
        li      a1, DOORBELL_BIT
        and     a0, a0, a1
        ecall
waits:  wfi
behind_wfi:
        ecall

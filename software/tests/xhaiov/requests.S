# Rules 4.1 to 4.10: VI requests.
#include "harness.h"

#define CSR(word, csr) ((word) | ((csr) << 20))
#define CSRRW_X0_A2 0x00061073
#define CSRRW_A0_A2 0x00061573
#define CSRRS_A0_A2 0x00062573
#define CSRRC_A0_A2 0x00063573
#define CSRRWI(n) (0x00005073 | ((n) << 15))
#define CSRRSI(n) (0x00006073 | ((n) << 15))
#define CSRRCI(n) (0x00007073 | ((n) << 15))
#define CSRRS_A0_X0 0x00002573
#define CSRRC_A0_X0 0x00003573

/* Instruction with a2 = number in a mode. */
        .macro  post word, mode, number
        li      a2, \number
        li      a0, \word
        li      a1, \mode
        call    run_word
        .endm
#define POST(word, mode, number) post (word), mode, (number)
#define GUEST(word, number) POST(CSR(word, CSR_VIREQ), VS, number)
#define PROCESS(word, number) POST(CSR(word, CSR_UVIREQ), U, number)
/* What has become pending since the last time, as a bit map of VIDs 0 to 63. */
        .macro  arrived vids, line
        vi_read VI_PENDING
        check   t5, \vids, \line
        li      t5, VI_BASE + VI_CLEAR
        li      t6, -1
        sd      t6, 0(t5)
        .endm
#define ARRIVED(vids) arrived (vids), __LINE__
#define FAULT CHECK_LOG(slog, LOG_CAUSE, 26); ARRIVED(0)

        .text
        .globl  main
main:
        RULE "4.1"                          # the number is the CSR's write result, of the old value 0
        call    guest_map
        GUEST(CSRRW_X0_A2, 3)
        ARRIVED(1 << 3)
        GUEST(CSRRW_A0_A2, 4)
        ARRIVED(1 << 4)
        GUEST(CSRRS_A0_A2, 5)
        ARRIVED(1 << 5)
        GUEST(CSRRC_A0_A2, 5)
        ARRIVED(1 << 0)
        GUEST(CSRRWI(6), 0)
        ARRIVED(1 << 6)
        GUEST(CSRRWI(0), 0)
        ARRIVED(1 << 0)
        GUEST(CSRRSI(7), 0)
        ARRIVED(1 << 7)
        GUEST(CSRRCI(7), 0)
        ARRIVED(1 << 0)
        CHECK_LOG(mlog, LOG_CAUSE, 10)
        PROCESS(CSRRW_X0_A2, 2)
        ARRIVED(1 << 2)
        PROCESS(CSRRS_A0_A2, 1)
        ARRIVED(1 << 1)
        PROCESS(CSRRWI(3), 0)
        ARRIVED(1 << 3)

        RULE "4.2"                          # forms that do not write do nothing; both read 0
        call    guest_map
        .irp    word, CSRRS_A0_X0, CSRRC_A0_X0, (CSRRSI(0) | 10 << 7), (CSRRCI(0) | 10 << 7)
        GUEST(\word, 0)
        CHECK_LOG(mlog, LOG_CAUSE, 10)
        CHECK_X(10, 0)
        ARRIVED(0)
        PROCESS(\word, 0)
        CHECK_LOG(mlog, LOG_CAUSE, 8)
        CHECK_X(10, 0)
        ARRIVED(0)
        .endr
        GUEST(CSRRW_A0_A2, 3)
        CHECK_X(10, 0)
        GUEST(CSRRS_A0_A2, 3)
        CHECK_X(10, 0)

        RULE "4.3"                          # from M and HS they are ignored
        call    guest_map
        POST(CSR(CSRRW_X0_A2, CSR_VIREQ), HS, 3)
        CHECK_LOG(mlog, LOG_CAUSE, 9)
        POST(CSR(CSRRW_X0_A2, CSR_UVIREQ), HS, 3)
        CHECK_LOG(mlog, LOG_CAUSE, 9)
        POST(CSR(CSRRW_X0_A2, CSR_VIREQ), M, 3)
        CHECK_LOG(mlog, LOG_CAUSE, 11)
        POST(CSR(CSRRW_X0_A2, CSR_UVIREQ), M, 3)
        CHECK_LOG(mlog, LOG_CAUSE, 11)
        ARRIVED(0)
        POST(CSR(CSRRW_X0_A2, CSR_UVIREQ), HS, 0x10000)
        CHECK_LOG(mlog, LOG_CAUSE, 9)

        RULE "4.4"                          # number >= limit, number > 65535
        call    guest_map
        GUEST(CSRRW_X0_A2, 7)
        ARRIVED(1 << 7)
        GUEST(CSRRW_X0_A2, 8)
        FAULT
        GUEST(CSRRW_X0_A2, 0x10000)
        FAULT
        GUEST(CSRRW_X0_A2, (1 << 32))
        FAULT
        GUEST(CSRRW_X0_A2, -1)
        FAULT
        CSR_WRITE CSR_HVICTX, CONTEXT(1, 2, 4)
        GUEST(CSRRW_X0_A2, -1)              # not entry 1
        FAULT
        CSR_WRITE CSR_HVICTX, CONTEXT(1, 0, 0)
        GUEST(CSRRW_X0_A2, 0)
        FAULT
        CSR_WRITE CSR_HVICTX, CONTEXT(1, 0, 0xffff)
        GUEST(CSRRW_X0_A2, 0x10000)
        FAULT

        RULE "4.5"                          # no valid entry, entry or VID of another slot, no such VID
        call    guest_map
        VI_WRITE(VI_MAP + 8 * 3, ENTRY(1, 3) & ~(1 << 63))
        GUEST(CSRRW_X0_A2, 3)
        FAULT
        VI_WRITE(VI_MAP + 8 * 3, ENTRY(2, 3))
        GUEST(CSRRW_X0_A2, 3)
        FAULT
        VI_WRITE(VI_MAP + 8 * 3, ENTRY(1, 3))
        VI_WRITE(CONFIG_OF(3), MASKED)
        VI_WRITE(CONFIG_OF(3), CONFIG(0, 0, 2, 0, 0))
        GUEST(CSRRW_X0_A2, 3)
        FAULT
        VI_WRITE(CONFIG_OF(3), MASKED)
        VI_WRITE(CONFIG_OF(3), CONFIG(0, 0, 1, 0, 0) & ~(1 << 63))
        GUEST(CSRRW_X0_A2, 3)
        FAULT
        VI_WRITE(CONFIG_OF(3), MASKED)
        VI_WRITE(CONFIG_OF(3), CONFIG(0, 0, 1, 0, 0))
        GUEST(CSRRW_X0_A2, 3)
        ARRIVED(1 << 3)
        CSR_WRITE CSR_HVICTX, CONTEXT(1, 0x100000, 8)  # beyond the map
        GUEST(CSRRW_X0_A2, 3)
        FAULT
        CSR_WRITE CSR_HVICTX, CONTEXT(2, 0, 8)
        GUEST(CSRRW_X0_A2, 3)
        FAULT

        RULE "4.6"                          # exception 26: pc, number, nothing else; no effect
        call    guest_map
        CSR_WRITE htval, -1
        CSR_WRITE htinst, -1
        CSR_SET hstatus, HSTATUS_GVA
        li      a0, 77
        li      a2, 0x12345
        RUN     VS, post_a0
        CHECK_LOG(slog, LOG_CAUSE, 26)
        CHECK_LOG_ADDRESS(slog, LOG_EPC, post_a0)
        CHECK_LOG(slog, LOG_TVAL, 0x12345)
        CHECK_LOG(slog, LOG_TVAL2, 0)
        CHECK_LOG(slog, LOG_TINST, 0)
        CHECK_LOG_BITS(slog, LOG_HSTATUS, HSTATUS_GVA | HSTATUS_SPV | HSTATUS_SPVP, HSTATUS_SPV | HSTATUS_SPVP)
        la      t5, slog
        ld      t5, 80(t5)
        CHECK(t5, 77)                       # a0 is not written
        ARRIVED(0)
        CHECK_VI(COUNT_OF(3), 0)
        PROCESS(CSRRW_X0_A2, 99)
        CHECK_LOG(slog, LOG_CAUSE, 26)
        CHECK_LOG(slog, LOG_TVAL, 99)
        CHECK_LOG_BITS(slog, LOG_HSTATUS, HSTATUS_GVA | HSTATUS_SPV, 0)

        RULE "4.7"                          # hvictx.EN=0: vireq from VS is virtual
        call    guest_map
        CSR_CLEAR CSR_HVICTX, HVICTX_EN
        GUEST(CSRRW_X0_A2, 3)
        CHECK_LOG(mlog, LOG_CAUSE, 22)
        GUEST(CSRRS_A0_X0, 3)
        CHECK_LOG(mlog, LOG_CAUSE, 22)
        ARRIVED(0)

        RULE "4.8"                          # uvictx.EN=0: uvireq from U is exception 26
        call    guest_map
        CSR_CLEAR CSR_UVICTX, UVICTX_EN
        PROCESS(CSRRW_X0_A2, 3)
        FAULT
        CHECK_LOG(slog, LOG_TVAL, 3)
        PROCESS(CSRRS_A0_X0, 3)             # a read posts nothing
        CHECK_LOG(mlog, LOG_CAUSE, 8)

        RULE "4.9"                          # base + number is not truncated
        call    guest_map
        CSR_WRITE CSR_HVICTX, CONTEXT(1, 0xffffffff, 8)
        GUEST(CSRRW_X0_A2, 4)
        FAULT
        CSR_WRITE CSR_HVICTX, CONTEXT(1, 2, 8)
        GUEST(CSRRW_X0_A2, 4)               # entry 6
        ARRIVED(1 << 6)

        RULE "4.10"                         # accepted whatever holds the VID back; coalesces while it pends; nothing is lost
        call    guest_map
        VI_WRITE(CONFIG_OF(3), MASKED)
        VI_WRITE(CONFIG_OF(3), CONFIG(0, 0, 1, 0, 1) | MASKED)
        GUEST(CSRRW_X0_A2, 3)
        CHECK_LOG(mlog, LOG_CAUSE, 10)
        GUEST(CSRRW_X0_A2, 3)
        GUEST(CSRRW_X0_A2, 3)
        CHECK_VI(STATE_OF(3), VI_VID_STATE_PENDING)
        CHECK_VI(COUNT_OF(3), 2 << 32)
        CHECK_CSR(CSR_SVITOP, 0)
        VI_WRITE(CONFIG_OF(3), CONFIG(0, 0, 1, 0, 1))
        CHECK_CSR(CSR_SVITOP, (3 << 16) | 1)
        GUEST(CSRRW_X0_A2, 3)               # presented: pends still
        CHECK_VI(COUNT_OF(3), 3 << 32)
        CLAIM   a0
        CHECK(a0, (3 << 16) | 1)
        CHECK_VI(COUNT_OF(3), (3 << 32) | 1)
        CHECK_VI(STATE_OF(3), 0)
        GUEST(CSRRW_X0_A2, 3)
        CHECK_CSR(CSR_SVITOP, (3 << 16) | 1)
        CHECK_VI(COUNT_OF(3), (3 << 32) | 1)

        DONE

# Guest and process send as slot 1 to entries 0 to 7, which are for VIDs 0 to 7; no hart may have them.
guest_map:
        li      t0, VI_BASE + VI_MAP
        li      t1, VI_BASE + VI_VID_CONFIG
        li      t2, ENTRY(1, 0)
        li      t3, CONFIG(0, 0, 1, 0, 0)
        li      t4, 8
1:      sd      t2, 0(t0)
        sd      t3, 0(t1)
        addi    t0, t0, 8
        addi    t1, t1, 64
        addi    t2, t2, 1
        addi    t4, t4, -1
        bnez    t4, 1b
        CSR_WRITE CSR_HVICTX, CONTEXT(1, 0, 8)
        CSR_WRITE CSR_UVICTX, CONTEXT(1, 0, 8)
        CSR_SET CSR_SHCS, SHCS_UEN
        ret

post_a0:
        csrrw   a0, CSR_VIREQ, a2
        ecall

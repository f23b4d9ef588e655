# Rules 4.11 to 4.30: the VI controller's registers, presentation on one hart, drain, migration.
#include "harness.h"

#define TOP(vid, priority) (((vid) << 16) | ((priority) + 1))
#define SLOT_OF(register, slot) ((register) + 64 * (slot))

        .macro  bus_access width, offset, cause, line
        li      a0, VI_BASE + \offset
        li      a1, 0
        la      t0, \width
        li      t1, M
        call    run
        log_load mlog, LOG_CAUSE
        check   t5, \cause, \line
        .endm
#define BUS(width, offset, cause) bus_access width, (offset), cause, __LINE__

        .text
        .globl  main
main:
        # Rule 4.11 is about what stands after reset, so it looks before anything is written.
        mv      s0, zero
        li      t0, VI_BASE
        ld      t1, 0(t0)
        slli    t2, t1, 24
        srli    t2, t2, 48                  # VIDs
        li      t3, VI_BASE + VI_VID_CONFIG
        li      t4, VI_BASE + VI_CTX_UTVEC
        li      t6, MASKED
1:      ld      t5, 0(t3)
        xor     t5, t5, t6
        or      s0, s0, t5
        .irp    offset, 8, 16
        ld      t5, \offset(t3)
        or      s0, s0, t5
        .endr
        .irp    offset, 0, 8, 16, 24, 32, 40
        ld      t5, \offset(t4)
        or      s0, s0, t5
        .endr
        addi    t3, t3, 64
        addi    t4, t4, 64
        addi    t2, t2, -1
        bnez    t2, 1b
        slli    t2, t1, 40
        srli    t2, t2, 48                  # entries
        li      t3, VI_BASE + VI_MAP
2:      ld      t5, 0(t3)
        or      s0, s0, t5
        addi    t3, t3, 8
        addi    t2, t2, -1
        bnez    t2, 2b
        slli    t2, t1, 16
        srli    t2, t2, 56                  # slots
        li      t3, VI_BASE + VI_SLOT_BUCKET
3:      .irp    offset, 0, 8, 16
        ld      t5, \offset(t3)
        or      s0, s0, t5
        .endr
        addi    t3, t3, 64
        addi    t2, t2, -1
        bnez    t2, 3b
        li      t3, VI_BASE + VI_PENDING
        ld      t5, 0(t3)
        or      s0, s0, t5

        RULE "4.11"                         # after reset: every VID masked, all else 0
        CHECK(s0, 0)

        RULE "4.12"                         # naturally aligned accesses of 8 bytes alone
        BUS(load_d, VI_CAP, 11)
        BUS(load_w, VI_CAP, 5)
        BUS(load_h, VI_CAP, 5)
        BUS(load_b, VI_CAP, 5)
        BUS(load_w, VI_CAP + 4, 5)
        BUS(store_d, VI_SET, 11)
        BUS(store_w, VI_SET, 7)
        BUS(store_h, VI_SET, 7)
        BUS(store_b, VI_SET, 7)

        RULE "4.13"                         # CAP: version 0.3, sizes; read-only
        vi_read VI_CAP
        mv      s1, t5
        srli    t5, s1, 48
        CHECK(t5, 3)
        andi    t5, s1, 0xff
        sltiu   t5, t5, 9
        CHECK(t5, 1)
        slli    t5, s1, 24
        srli    t5, t5, 48
        sltiu   t5, t5, 16
        CHECK(t5, 0)
        VI_WRITE(VI_CAP, 0)
        vi_read VI_CAP
        sub     t5, t5, s1
        CHECK(t5, 0)

        RULE "4.14"                         # map: in one piece; a slot or VID that is not there makes V=0
        VI_WRITE(VI_MAP + 8 * 5, ENTRY(3, 9))
        CHECK_VI(VI_MAP + 8 * 5, ENTRY(3, 9))
        VI_WRITE(VI_MAP + 8 * 5, 9)
        CHECK_VI(VI_MAP + 8 * 5, 9)
        VI_WRITE(VI_MAP + 8 * 5, -1)
        vi_read VI_MAP + 8 * 5
        srli    t5, t5, 63
        CHECK(t5, 0)
        VI_WRITE(VI_MAP + 8 * 5, ENTRY(0, 0x1009))
        vi_read VI_MAP + 8 * 5
        srli    t5, t5, 63
        CHECK(t5, 0)

        RULE "4.15"                         # vid.config: but for the mask only while masked and nowhere
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 1, 1, 0, 1) | 5)
        CHECK_VI(CONFIG_OF(2), CONFIG(0, 1, 1, 0, 1) | 5)
        VI_WRITE(CONFIG_OF(2), CONFIG(1, 2, 2, 0, 1) | 6)
        CHECK_VI(CONFIG_OF(2), CONFIG(0, 1, 1, 0, 1) | 5)
        VI_WRITE(CONFIG_OF(2), CONFIG(1, 2, 2, 0, 1) | 6 | MASKED)
        CHECK_VI(CONFIG_OF(2), CONFIG(0, 1, 1, 0, 1) | 5 | MASKED)
        VI_WRITE(CONFIG_OF(2), CONFIG(1, 2, 2, 0, 1) | 6)
        CHECK_VI(CONFIG_OF(2), CONFIG(1, 2, 2, 0, 1) | 6)
        VI_WRITE(CONFIG_OF(2), MASKED)
        VI_WRITE(CONFIG_OF(2), MASKED | (1 << 55) | (1 << 47) | (1 << 35) | (1 << 16))
        CHECK_VI(CONFIG_OF(2), MASKED)
        call    park_vid1                   # parked: the mask alone
        VI_WRITE(CONFIG_OF(1), MASKED)
        CHECK_VI(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1) | MASKED)
        VI_WRITE(CONFIG_OF(1), MASKED)
        CHECK_VI(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1) | MASKED)
        CSR_CLEAR CSR_SHCS, SHCS_PARK
        VI_WRITE(CONFIG_OF(1), MASKED)
        CHECK_VI(CONFIG_OF(1), MASKED)

        RULE "4.16"                         # vid.state is read-only, vid.count writable and wraps
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 1, 0, 0, 1))
        VI_WRITE(VI_SET, 4)
        CHECK_VI(STATE_OF(2), VI_VID_STATE_PENDING | VI_VID_STATE_PRESENTED)
        VI_WRITE(STATE_OF(2), 0)
        CHECK_VI(STATE_OF(2), VI_VID_STATE_PENDING | VI_VID_STATE_PRESENTED)
        VI_WRITE(COUNT_OF(2), -1)
        CHECK_VI(COUNT_OF(2), -1)
        csrrwi  a0, CSR_SVITOP, 0
        CHECK_VI(COUNT_OF(2), 0xffffffff00000000)
        call    park_vid1
        CHECK_VI(STATE_OF(1), VI_VID_STATE_RUNNING)

        RULE "4.17"                         # ctx: only while the VID is masked and nowhere
        VI_WRITE(VID_AT(VI_CTX_USCRATCH, 1), 0x1234)
        CHECK_VI(VID_AT(VI_CTX_USCRATCH, 1), 0x1234)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        .irp    word, VI_CTX_UTVEC, VI_CTX_USCRATCH, VI_CTX_SUSCRATCH, VI_CTX_SUATP, VI_CTX_UVICTX, VI_CTX_LIMIT
        vi_read \word + 64
        mv      s1, t5
        VI_WRITE(\word + 64, 0x7777)
        vi_read \word + 64
        sub     t5, t5, s1
        CHECK(t5, 0)
        .endr
        VI_WRITE(CONFIG_OF(1), MASKED)
        .irp    word, VI_CTX_UTVEC, VI_CTX_USCRATCH, VI_CTX_SUSCRATCH, VI_CTX_SUATP, VI_CTX_UVICTX, VI_CTX_LIMIT
        VI_WRITE(\word + 64, -3)
        CHECK_VI(\word + 64, -3)
        .endr
        VI_WRITE(VID_AT(VI_CTX_SUATP, 1), 0)
        call    park_vid1
        VI_WRITE(CONFIG_OF(1), MASKED)
        VI_WRITE(VID_AT(VI_CTX_USCRATCH, 1), 0)
        CHECK_VI(VID_AT(VI_CTX_USCRATCH, 1), -3)

        RULE "4.18"                         # pending, set, clear are bit maps of VIDs
        VI_WRITE(VI_SET, 0x8005)
        CHECK_VI(VI_PENDING, 0x8005)
        VI_WRITE(VI_PENDING, 0)
        CHECK_VI(VI_PENDING, 0x8005)
        VI_WRITE(VI_SET, 0x8002)
        CHECK_VI(VI_PENDING, 0x8007)
        VI_WRITE(VI_CLEAR, 0x8001)
        CHECK_VI(VI_PENDING, 6)
        CHECK_VI(COUNT_OF(15), 0)           # set does not coalesce
        CHECK_VI(VI_SET, 0)
        CHECK_VI(VI_CLEAR, 0)

        RULE "4.19"                         # hart[h]: mode seen and what is presented
        CHECK_VI(VI_HART, 0)
        USER_CONTEXT(1, handler, 1)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 0, 0, 0, 1))
        VI_WRITE(CONFIG_OF(4), CONFIG(2, 0, 0, 0, 1) | VCPU(3) | 9)
        CSR_WRITE CSR_HVICTX, VSE(3)
        VI_WRITE(VI_SET, 0x16)
        CHECK_VI(VI_HART, (7 << 48) | (4 << 32) | (1 << 16) | 2)
        RUN     U, read_hart_register
        CHECK_X(10, (1 << 56) | (7 << 48) | (4 << 32) | (1 << 16) | 2)

        RULE "4.20"                         # an offset without register reads 0 and ignores writes
        .irp    offset, 0x8, 0x20018, 0x60018, 0x50000, 0x90000, 0xffff8
        VI_WRITE(\offset, -1)
        CHECK_VI(\offset, 0)
        .endr

        RULE "4.21"                         # masking withdraws what is presented and not yet claimed or taken
        USER_CONTEXT(1, handler, 1)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 0, 0, 0, 1))
        VI_WRITE(CONFIG_OF(4), CONFIG(2, 0, 0, 0, 1) | VCPU(3) | 9)
        CSR_WRITE CSR_HVICTX, VSE(3)
        VI_WRITE(VI_SET, 0x16)
        .irp    vid, 1, 2, 4
        VI_WRITE(CONFIG_OF(\vid), MASKED)
        CHECK_VI(STATE_OF(\vid), VI_VID_STATE_PENDING)
        .endr
        CHECK_CSR(CSR_SVITOP, 0)
        CHECK_CSR(CSR_VSVITOP, 0)
        CHECK_CSR_BITS(CSR_SHCS, SHCS_PRES, 0)
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 0, 0, 0, 1))
        CHECK_CSR(CSR_SVITOP, TOP(2, 0))

        RULE "4.22"                         # clear withdraws; a VID that is set again is presented again
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 4)
        VI_WRITE(VI_CLEAR, 4)
        CHECK_CSR(CSR_SVITOP, 0)
        CHECK_VI(STATE_OF(2), 0)
        CHECK_VI(COUNT_OF(2), 0)
        VI_WRITE(VI_SET, 4)
        CHECK_CSR(CSR_SVITOP, TOP(2, 0))
        USER_CONTEXT(1, handler, 1)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 2)
        CHECK_CSR_BITS(CSR_SHCS, SHCS_PRES, SHCS_PRES)
        VI_WRITE(VI_CLEAR, 2)
        CHECK_CSR_BITS(CSR_SHCS, SHCS_PRES, 0)
        CHECK_VI(STATE_OF(1), 0)

        RULE "4.23"                         # a token is spent at presentation; without one the VID waits
        VI_WRITE(SLOT_OF(VI_SLOT_BUCKET, 1), (1 << 16) | 1)
        CHECK_VI(SLOT_OF(VI_SLOT_BUCKET, 1), (1 << 16) | 1)
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 0, 1, 0, 1))
        VI_WRITE(CONFIG_OF(3), CONFIG(0, 0, 1, 0, 1))
        VI_WRITE(CONFIG_OF(4), CONFIG(0, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 0xc)
        csrr    s1, mcycle
        CLAIM   a0
        CHECK(a0, TOP(2, 0))
        CHECK_CSR(CSR_SVITOP, 0)
        CHECK_VI(STATE_OF(3), VI_VID_STATE_PENDING)
        VI_WRITE(VI_SET, 0x10)              # another slot is not held back
        CLAIM   a0
        CHECK(a0, TOP(4, 0))
1:      csrr    a0, CSR_SVITOP
        beqz    a0, 1b
        csrr    s2, mcycle
        CHECK(a0, TOP(3, 0))
        sub     s2, s2, s1                  # 1024 cycles a token, refilled in steps of at most 64
        sltiu   t5, s2, 900
        CHECK(t5, 0)
        sltiu   t5, s2, 1400
        CHECK(t5, 1)
        CLAIM   a0
        VI_WRITE(SLOT_OF(VI_SLOT_BUCKET, 1), 1 << 16)  # never holds one
        VI_WRITE(VI_SET, 0xc)
        li      s1, 3000
2:      addi    s1, s1, -1
        bnez    s1, 2b
        CHECK_CSR(CSR_SVITOP, 0)
        VI_WRITE(SLOT_OF(VI_SLOT_BUCKET, 1), 0)        # no limit
        CLAIM   a0
        CHECK(a0, TOP(2, 0))
        CLAIM   a0
        CHECK(a0, TOP(3, 0))

        RULE "4.24"                         # a hart has one presented VID of each level, independent of the others
        USER_CONTEXT(1, handler, 1)
        USER_CONTEXT(5, handler, 1)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(CONFIG_OF(5), CONFIG(1, 3, 0, 0, 1))
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 0, 0, 0, 1))
        VI_WRITE(CONFIG_OF(3), CONFIG(0, 3, 0, 0, 1))
        VI_WRITE(VI_SET, 6)
        VI_WRITE(VI_SET, 0x28)              # higher priority, too late
        CHECK_CSR(CSR_SVITOP, TOP(2, 0))
        CHECK_CSR_BITS(CSR_SHCS, SHCS_VID | SHCS_PRES, (1 << 32) | SHCS_PRES)
        CHECK_VI(STATE_OF(3), VI_VID_STATE_PENDING)
        CHECK_VI(STATE_OF(5), VI_VID_STATE_PENDING)

        RULE "4.25"                         # higher priority first, then lower VID
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 4)
        .irp    vid, 3, 4, 5, 6
        VI_WRITE(CONFIG_OF(\vid), CONFIG(0, (\vid / 2), 0, 0, 1))
        .endr
        VI_WRITE(VI_SET, 0x78)
        CLAIM   a0
        .irp    vid, 6, 4, 5, 3
        CLAIM   a0
        CHECK(a0, TOP(\vid, (\vid / 2)))
        .endr
        CHECK_CSR(CSR_SVITOP, 0)

        RULE "4.26"                         # level 1 with suatp.MODE other than 8 is never delivered
        VI_WRITE(VID_AT(VI_CTX_SUATP, 1), 9 << 60)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(CONFIG_OF(7), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(CONFIG_OF(8), CONFIG(3, 0, 0, 0, 1))   # nor is level 3, which is reserved
        VI_WRITE(VI_SET, 0x182)
        CHECK_CSR_BITS(CSR_SHCS, SHCS_PRES, 0)
        CHECK_VI(VI_PENDING, 0x182)

        RULE "4.27"                         # no affinity: nowhere; a home outside the mask counts as the lowest hart in it
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 0, 0, 0, 0))
        VI_WRITE(VI_SET, 4)
        CHECK_CSR(CSR_SVITOP, 0)
        CHECK_VI(STATE_OF(2), VI_VID_STATE_PENDING)
        VI_WRITE(CONFIG_OF(3), CONFIG(0, 0, 0, 7, 1))
        VI_WRITE(VI_SET, 8)
        CHECK_CSR(CSR_SVITOP, TOP(3, 0))

        RULE "4.28"                         # drain: withdraws, discards nothing, presents nothing until 0 is written; done
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 0, 1, 0, 1))
        VI_WRITE(CONFIG_OF(3), CONFIG(0, 0, 2, 0, 1))
        VI_WRITE(VI_SET, 4)
        VI_WRITE(SLOT_OF(VI_SLOT_DRAIN, 1), 1)
        CHECK_CSR(CSR_SVITOP, 0)
        CHECK_VI(SLOT_OF(VI_SLOT_DRAIN, 1), 3)
        CHECK_VI(STATE_OF(2), VI_VID_STATE_PENDING)
        VI_WRITE(VI_SET, 8)                 # another slot
        CHECK_CSR(CSR_SVITOP, TOP(3, 0))
        CLAIM   a0
        CHECK_CSR(CSR_SVITOP, 0)
        VI_WRITE(SLOT_OF(VI_SLOT_DRAIN, 1), 0)
        CHECK_VI(SLOT_OF(VI_SLOT_DRAIN, 1), 0)
        CHECK_CSR(CSR_SVITOP, TOP(2, 0))
        call    park_vid1                   # slot 0
        VI_WRITE(SLOT_OF(VI_SLOT_DRAIN, 0), 1)
        CHECK_VI(SLOT_OF(VI_SLOT_DRAIN, 0), 1)
        CSR_CLEAR CSR_SHCS, SHCS_PARK
        CHECK_VI(SLOT_OF(VI_SLOT_DRAIN, 0), 3)

        RULE "4.29"                         # migration: read, clear, write back elsewhere; nothing lost or doubled
        USER_CONTEXT(1, handler, 1)
        VI_WRITE(VI_MAP + 8 * 3, ENTRY(1, 1))
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 2, 1, 0, 1))
        VI_WRITE(COUNT_OF(1), (7 << 32) | 9)
        VI_WRITE(VI_SET, 2)
        VI_WRITE(SLOT_OF(VI_SLOT_DRAIN, 1), 1)
        CHECK_VI(SLOT_OF(VI_SLOT_DRAIN, 1), 3)
        vi_read VI_PENDING
        mv      s1, t5
        VI_WRITE(VI_CLEAR, 2)
        vi_read CONFIG_OF(1)
        mv      s2, t5
        vi_read COUNT_OF(1)
        mv      s3, t5
        VI_WRITE(CONFIG_OF(1), MASKED)
        VI_WRITE(CONFIG_OF(1), MASKED)
        VI_WRITE(VI_MAP + 8 * 3, 0)
        .irp    word, VI_CTX_UTVEC, VI_CTX_USCRATCH, VI_CTX_SUSCRATCH, VI_CTX_SUATP, VI_CTX_UVICTX, VI_CTX_LIMIT
        vi_read \word + 64
        li      t6, VI_BASE + \word + 64 * 9
        sd      t5, 0(t6)
        .endr
        VI_WRITE(SLOT_OF(VI_SLOT_DRAIN, 1), 0)
        VI_WRITE(VI_MAP + 8 * 4, ENTRY(1, 9))
        li      t5, VI_BASE + COUNT_OF(9)
        sd      s3, 0(t5)
        li      t5, VI_BASE + CONFIG_OF(9)
        sd      s2, 0(t5)
        slli    s1, s1, 8
        li      t5, VI_BASE + VI_SET
        sd      s1, 0(t5)
        CHECK_VI(STATE_OF(9), VI_VID_STATE_PENDING | VI_VID_STATE_PRESENTED)
        CHECK_VI(COUNT_OF(9), (7 << 32) | 9)
        CHECK_VI(STATE_OF(1), 0)
        CSR_SET CSR_SHCS, SHCS_UVE
        la      t0, data_page
        sd      zero, 0(t0)
        RUN     U, nothing
        CHECK_MEMORY(data_page, 1)
        CHECK_VI(COUNT_OF(9), (7 << 32) | 10)

        DONE

# VID 1 of slot 0 is entered in U and parked by an exception.
park_vid1:
        addi    sp, sp, -16
        sd      ra, 0(sp)
        USER_CONTEXT(1, stops, 1)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 2)
        CSR_SET CSR_SHCS, SHCS_UVE
        RUN     U, nothing
        CHECK_CSR_BITS(CSR_SHCS, SHCS_PARK | SHCS_FLT, SHCS_PARK | SHCS_FLT)
        ld      ra, 0(sp)
        addi    sp, sp, 16
        ret

        .align  2
stops:  ebreak
        .align  2
handler:
        la      a1, data_page
        ld      a0, 0(a1)
        addi    a0, a0, 1
        sd      a0, 0(a1)
        .word   0x00200073
read_hart_register:
        li      a0, VI_BASE + VI_HART
        ld      a0, 0(a0)
        ecall
load_d: ld      a1, 0(a0)
        ecall
load_w: lw      a1, 0(a0)
        ecall
load_h: lh      a1, 0(a0)
        ecall
load_b: lb      a1, 0(a0)
        ecall
store_d: sd     a1, 0(a0)
        ecall
store_w: sw     a1, 0(a0)
        ecall
store_h: sh     a1, 0(a0)
        ecall
store_b: sb     a1, 0(a0)
        ecall

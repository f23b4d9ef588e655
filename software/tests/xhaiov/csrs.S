# Rules 1: the CSRs, who may access them and what they keep.
#include "harness.h"

/* The instruction that reads, writes or sets a CSR with a2. */
#define CSRRS_A0_X0(csr) (0x00002573 | ((csr) << 20))
#define CSRRW_A0_A2(csr) (0x00061573 | ((csr) << 20))
#define URET 0x00200073

        .macro  csr_list name
        la      s0, \name
        .endm

/* In mode: every CSR of the list has cause; -1 stands for the ecall after it. */
        .macro  expect list, mode, cause, line
        la      a0, \list
        li      a1, \mode
        li      a2, \cause
        li      a3, \line
        call    expect_all
        .endm
#define EXPECT(list, mode, cause) expect list, mode, cause, __LINE__

        .macro  word instruction, mode
        li      a0, \instruction
        li      a1, \mode
        call    run_word
        .endm
#define WORD(instruction, mode) word (instruction), mode

/* Writes ones, then zeros: bits is what the CSR kept of the ones. */
        .macro  keeps csr, bits, line
        li      t5, -1
        csrw    \csr, t5
        csrr    t5, \csr
        check   t5, \bits, \line
        csrw    \csr, zero
        csrr    t5, \csr
        check   t5, 0, \line
        .endm
#define KEEPS(csr, bits) keeps csr, (bits), __LINE__

        .text
        .globl  main
main:
        RULE "1.1"                          # M reaches all
        EXPECT(user, M, 11)
        EXPECT(supervisor, M, 11)
        EXPECT(machine, M, 11)

        RULE "1.2"                          # HS reaches all but M's
        EXPECT(user, HS, 9)
        EXPECT(supervisor, HS, 9)
        EXPECT(machine, HS, 2)

        RULE "1.3"                          # from VS all are virtual, but vireq and svitop where hvictx allows them
        EXPECT(user, VS, 22)
        EXPECT(supervisor, VS, 22)
        CSR_WRITE CSR_HVICTX, CONTEXT(0, 0, 0) | VSE(0)
        EXPECT(guest, VS, 10)
        EXPECT(user, VS, 22)
        EXPECT(hypervisor, VS, 22)

        RULE "1.4"                          # from VU all are virtual
        CSR_WRITE CSR_HVICTX, CONTEXT(0, 0, 0) | VSE(0)
        CSR_WRITE CSR_SHCS, SHCS_UEN
        EXPECT(user, VU, 22)
        EXPECT(supervisor, VU, 22)

        RULE "1.5"                          # mhaiovcfg from V=1 is illegal, as every CSR of M
        EXPECT(machine, VS, 2)
        EXPECT(machine, VU, 2)

        RULE "1.6"                          # from U those of HS and VS are illegal
        CSR_WRITE CSR_SHCS, SHCS_UEN
        EXPECT(supervisor, U, 2)
        EXPECT(machine, U, 2)

        RULE "1.7"                          # from U its own, uvireq and URET need UEN
        EXPECT(user, U, 2)
        WORD(URET, U)
        CHECK_LOG(mlog, LOG_CAUSE, 2)
        CSR_WRITE CSR_SHCS, SHCS_UEN
        EXPECT(user, U, 8)
        la      t5, stop
        csrw    CSR_UEPC, t5
        WORD(URET, U)
        CHECK_LOG(mlog, LOG_CAUSE, 8)
        CHECK_LOG_ADDRESS(mlog, LOG_EPC, stop)

        RULE "1.8"                          # with ACT=1 UEN acts as 1, and is not changed
        USER_CONTEXT(1, handler_reads, 1)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 2)
        CSR_WRITE CSR_SHCS, SHCS_UVE | SHCS_PRES
        RUN     U, nothing
        CHECK_LOG(mlog, LOG_CAUSE, 8)
        CHECK_MEMORY(data_page, INTERRUPT | 24)
        CHECK_CSR_BITS(CSR_SHCS, SHCS_UEN | SHCS_PARK, 0)

        RULE "1.9"                          # TVM: suatp is illegal from HS
        CSR_SET mstatus, MSTATUS_TVM
        WORD(CSRRS_A0_X0(CSR_SUATP), HS)
        CHECK_LOG(mlog, LOG_CAUSE, 2)
        li      a2, 0
        WORD(CSRRW_A0_A2(CSR_SUATP), HS)
        CHECK_LOG(mlog, LOG_CAUSE, 2)
        WORD(CSRRS_A0_X0(CSR_SUATP), M)
        CHECK_LOG(mlog, LOG_CAUSE, 11)
        WORD(CSRRS_A0_X0(CSR_SUATP), VS)
        CHECK_LOG(mlog, LOG_CAUSE, 22)
        USER_CONTEXT(1, handler_reads, 1)   # the hardware swaps all the same
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 2)
        CSR_WRITE CSR_SHCS, SHCS_UVE | SHCS_PRES
        la      t5, data_page
        sd      zero, 0(t5)
        RUN     U, nothing
        CHECK_MEMORY(data_page, INTERRUPT | 24)

        RULE "1.10"                         # ustatus
        KEEPS(CSR_USTATUS, USTATUS_UIE | USTATUS_UPIE | USTATUS_UPV | USTATUS_UPP)
        CSR_WRITE CSR_USTATUS, USTATUS_UPP
        CHECK_CSR(CSR_USTATUS, 0)
        CSR_WRITE CSR_USTATUS, USTATUS_UPV | USTATUS_UPP
        CSR_CLEAR CSR_USTATUS, USTATUS_UPV
        CHECK_CSR(CSR_USTATUS, 0)
        CSR_WRITE CSR_USTATUS, USTATUS_UPV
        CHECK_CSR(CSR_USTATUS, USTATUS_UPV)

        RULE "1.11"                         # utvec: direct only
        KEEPS(CSR_UTVEC, -4)

        RULE "1.12"                         # the other U CSRs are 64 bits of data, but bit 0 of uepc
        KEEPS(CSR_USCRATCH, -1)
        KEEPS(CSR_UCAUSE, -1)
        KEEPS(CSR_UTVAL, -1)
        KEEPS(CSR_UTVAL2, -1)
        KEEPS(CSR_UTINST, -1)
        KEEPS(CSR_UEPC, -2)

        RULE "1.13"                         # uie, sedeleg, sideleg read-only zero; uip shows PRES
        KEEPS(CSR_UIE, 0)
        KEEPS(CSR_UIP, 0)
        KEEPS(CSR_SEDELEG, 0)
        KEEPS(CSR_SIDELEG, 0)
        USER_CONTEXT(1, handler_reads, 1)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 2)
        CHECK_CSR(CSR_UIP, UIP_PRES)
        csrw    CSR_UIP, zero
        CHECK_CSR(CSR_UIP, UIP_PRES)

        RULE "1.14"                         # no ordinary trap of U goes to U; UIE and UPIE have no effect on user VIs
        CSR_WRITE CSR_SHCS, SHCS_UEN
        la      t5, spin
        csrw    CSR_UTVEC, t5
        CSR_WRITE CSR_USTATUS, USTATUS_UIE | USTATUS_UPIE
        CSR_WRITE medeleg, 1 << 2
        WORD(0, U)
        CHECK_LOG(slog, LOG_CAUSE, 2)
        CHECK_LOG_ADDRESS(slog, LOG_EPC, word_code)
        csrw    CSR_USTATUS, zero           # UIE=0 holds no user VI back
        USER_CONTEXT(1, handler_reads, 1)
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 2)
        CSR_SET CSR_SHCS, SHCS_UVE
        la      t5, data_page
        sd      zero, 0(t5)
        RUN     U, nothing
        CHECK_MEMORY(data_page, INTERRUPT | 24)

        RULE "1.15"                         # uvid: 16 bits, which U cannot write
        KEEPS(CSR_UVID, 0xffff)
        CSR_WRITE CSR_UVID, 77
        CSR_WRITE CSR_SHCS, SHCS_UEN
        li      a2, 1
        WORD(CSRRW_A0_A2(CSR_UVID), U)
        CHECK_LOG(mlog, LOG_CAUSE, 8)
        CHECK_X(10, 77)
        CHECK_CSR(CSR_UVID, 77)
        li      a2, 5
        WORD(CSRRW_A0_A2(CSR_UVID), HS)
        CHECK_CSR(CSR_UVID, 5)

        RULE "1.16"                         # huedeleg
        KEEPS(CSR_HUEDELEG, (1 << 24) | (1 << 25))

        RULE "1.17"                         # hvictx, uvictx
        KEEPS(CSR_HVICTX, 0xff7fffffffffffff)
        KEEPS(CSR_UVICTX, 0x803fffffffffffff)

        RULE "1.18"                         # suatp: MODE 0 and 8; else nothing changes
        KEEPS(CSR_SUSCRATCH, -1)
        CSR_WRITE CSR_SUATP, SV39 | 0x0fffffffffffffff
        CHECK_CSR(CSR_SUATP, SV39 | 0x0fffffffffffffff)
        CSR_WRITE CSR_SUATP, (9 << 60) | 5
        CHECK_CSR(CSR_SUATP, SV39 | 0x0fffffffffffffff)
        CSR_WRITE CSR_SUATP, 3
        CHECK_CSR(CSR_SUATP, 3)

        RULE "1.19"                         # shcs with nothing presented or parked
        csrr    s0, CSR_SHCS
        srli    s0, s0, 32                  # VID is read-only
        CSR_WRITE CSR_SHCS, -1
        csrr    a0, CSR_SHCS
        srli    a1, a0, 32
        sub     a1, a1, s0
        CHECK(a1, 0)
        CHECK_CSR_BITS(CSR_SHCS, 0xffffffff, SHCS_UVE | SHCS_UEN | SHCS_SPV | SHCS_SPP)
        csrw    CSR_SHCS, zero
        CHECK_CSR_BITS(CSR_SHCS, 0xffffffff, 0)
        CSR_WRITE CSR_SHCS, SHCS_SPP
        CHECK_CSR_BITS(CSR_SHCS, 0xffffffff, 0)
        CSR_WRITE CSR_SHCS, SHCS_PRES | SHCS_PARK | SHCS_RES | SHCS_FLT | SHCS_TAKE | SHCS_ACT
        CHECK_CSR_BITS(CSR_SHCS, 0xffffffff, 0)

        RULE "1.20"                         # shepc
        KEEPS(CSR_SHEPC, -2)

        RULE "1.21"                         # shgpr: 0 to 40; shgprd counts it up, reading and writing, and round
        CSR_WRITE CSR_SHGPR, 40
        CHECK_CSR(CSR_SHGPR, 40)
        CSR_WRITE CSR_SHGPR, 41
        CHECK_CSR(CSR_SHGPR, 40)
        CSR_WRITE CSR_SHGPR, 64 + 5         # bits above 5 are ignored
        CHECK_CSR(CSR_SHGPR, 5)
        csrr    a0, CSR_SHGPRD
        CHECK_CSR(CSR_SHGPR, 6)
        csrw    CSR_SHGPRD, zero
        CHECK_CSR(CSR_SHGPR, 7)
        csrrw   a0, CSR_SHGPRD, zero
        CHECK_CSR(CSR_SHGPR, 8)
        CSR_WRITE CSR_SHGPR, 40
        csrr    a0, CSR_SHGPRD
        CHECK_CSR(CSR_SHGPR, 0)

        RULE "1.22"                         # the window: x0 stays 0; x1 to x31; CSRs with the rules of their own
        csrw    CSR_SHGPR, zero
        li      s1, 41
        li      s2, -1
1:      csrw    CSR_SHGPRD, s2
        addi    s1, s1, -1
        bnez    s1, 1b
        csrr    a0, CSR_SHGPRD
        CHECK(a0, 0)
        li      s1, 31
2:      csrr    a0, CSR_SHGPRD
        CHECK(a0, -1)
        addi    s1, s1, -1
        bnez    s1, 2b
        csrr    a0, CSR_SHGPRD              # ustatus
        CHECK(a0, USTATUS_UIE | USTATUS_UPIE | USTATUS_UPV | USTATUS_UPP)
        csrr    a0, CSR_SHGPRD              # utvec
        CHECK(a0, -4)
        csrr    a0, CSR_SHGPRD              # uscratch
        CHECK(a0, -1)
        csrr    a0, CSR_SHGPRD              # uepc
        CHECK(a0, -2)
        li      s1, 4                       # ucause, utval, utval2, utinst
3:      csrr    a0, CSR_SHGPRD
        CHECK(a0, -1)
        addi    s1, s1, -1
        bnez    s1, 3b
        csrr    a0, CSR_SHGPRD              # uvictx
        CHECK(a0, 0x803fffffffffffff)
        CHECK_CSR(CSR_UVICTX, 0)            # the active bank is another
        CHECK_CSR(CSR_USCRATCH, 0)

        RULE "1.23"                         # with PRES=1 suscratch, suatp and the window are read-only
        USER_CONTEXT(1, handler_reads, 1)
        VI_WRITE(VID_AT(VI_CTX_USCRATCH, 1), 0x1111)
        VI_WRITE(VID_AT(VI_CTX_SUSCRATCH, 1), 0x2222)
        VI_WRITE(VID_AT(VI_CTX_UVICTX, 1), CONTEXT(1, 2, 3))
        CSR_WRITE CSR_SHGPR, 5
        CSR_WRITE CSR_SHGPRD, 0x55
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 1))
        VI_WRITE(VI_SET, 2)
        CHECK_CSR_BITS(CSR_SHCS, SHCS_PRES, SHCS_PRES)
        csrr    s0, CSR_SUATP
        csrw    CSR_SUATP, zero
        csrr    s1, CSR_SUATP
        sub     s1, s1, s0
        CHECK(s1, 0)
        csrw    CSR_SUSCRATCH, zero
        CHECK_CSR(CSR_SUSCRATCH, 0x2222)
        csrw    CSR_SHGPR, zero
        li      s1, 41
        li      s2, -1
4:      csrw    CSR_SHGPRD, s2
        addi    s1, s1, -1
        bnez    s1, 4b
        CSR_WRITE CSR_SHGPR, 5
        CHECK_CSR(CSR_SHGPRD, 0)            # a fresh bank
        CSR_WRITE CSR_SHGPR, BANK_USTATUS
        CHECK_CSR(CSR_SHGPRD, 0)
        csrr    a0, CSR_SHGPRD
        CHECK_ADDRESS(a0, handler_reads)
        CHECK_CSR(CSR_SHGPRD, 0x1111)
        CSR_WRITE CSR_SHGPR, BANK_UVICTX
        CHECK_CSR(CSR_SHGPRD, CONTEXT(1, 2, 3))

        RULE "1.24"                         # hstatus.HUR is bit 10
        csrw    hstatus, zero
        CSR_SET hstatus, 1 << 10
        CHECK_CSR_BITS(hstatus, 1 << 10, 1 << 10)
        CSR_CLEAR hstatus, 1 << 10
        CHECK_CSR_BITS(hstatus, 1 << 10, 0)

        RULE "1.25"                         # bits of N in standard CSRs stay 0
        CSR_SET mstatus, 0x11
        CHECK_CSR_BITS(mstatus, 0x11, 0)
        CSR_SET sstatus, 0x11
        CHECK_CSR_BITS(sstatus, 0x11, 0)
        li      a0, 0x1000111
        csrw    mie, a0
        CHECK_CSR_BITS(mie, 0x1000111, 0)
        csrw    sie, a0
        CHECK_CSR_BITS(sie, 0x1000111, 0)
        csrw    mip, a0
        CHECK_CSR_BITS(mip, 0x1000111, 0)
        csrw    sip, a0
        CHECK_CSR_BITS(sip, 0x1000111, 0)
        csrw    mideleg, a0
        CHECK_CSR_BITS(mideleg, 0x1000111, 0)

        DONE

# Every CSR of list a0, read in mode a1, has cause a2; a3 is the line.
expect_all:
        addi    sp, sp, -48
        sd      ra, 0(sp)
        sd      s0, 8(sp)
        sd      s1, 16(sp)
        sd      s2, 24(sp)
        sd      s3, 32(sp)
        mv      s0, a0
        mv      s1, a1
        mv      s2, a2
        mv      s3, a3
1:      lh      a0, 0(s0)
        bltz    a0, 2f
        mv      a1, s1
        call    run_csr
        log_load mlog, LOG_CAUSE
        beq     t5, s2, 3f
        mv      a0, s3
        mv      a1, t5
        lh      a2, 0(s0)
        j       fail
3:      addi    s0, s0, 2
        j       1b
2:      ld      ra, 0(sp)
        ld      s0, 8(sp)
        ld      s1, 16(sp)
        ld      s2, 24(sp)
        ld      s3, 32(sp)
        addi    sp, sp, 48
        ret

# A handler of user VIs: its cause to data_page.
        .align  2
handler_reads:
        csrr    a0, CSR_UCAUSE
        la      a1, data_page
        sd      a0, 0(a1)
        .word   URET

        .section .rodata
        .align  1
user:   .half   CSR_USTATUS, CSR_UIE, CSR_UTVEC, CSR_USCRATCH, CSR_UEPC, CSR_UCAUSE, CSR_UTVAL, CSR_UIP
        .half   CSR_UTVAL2, CSR_UTINST, CSR_UVID, CSR_UVIREQ, -1
supervisor:
        .half   CSR_SEDELEG, CSR_SIDELEG, CSR_VIREQ, CSR_SVITOP
hypervisor:
        .half   CSR_VSVITOP, CSR_HUEDELEG, CSR_SUSCRATCH, CSR_SUATP, CSR_HVICTX, CSR_UVICTX, CSR_SHCS, CSR_SHEPC, CSR_SHGPR, CSR_SHGPRD, -1
guest:  .half   CSR_VIREQ, CSR_SVITOP, -1
machine:
        .half   CSR_MHAIOVCFG, -1

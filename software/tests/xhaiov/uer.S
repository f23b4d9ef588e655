# Rules 3: a guest's access to an MMIO leaf, redirection to U, URET.
#include "harness.h"

#define URET 0x00200073
#define HOLE 0xc0000000
#define REDIRECT_BOTH ((1 << 24) | (1 << 25))
#define LEAF_TO_HOLE(flags) (0x30000000 | (flags))

/* Code at target in a mode with a0 = address. */
        .macro  access mode, target, address
        li      a0, \address
        li      a1, 0x1234
        la      t0, \target
        li      t1, \mode
        call    run
        .endm
#define ACCESS(mode, target, address) access mode, target, (address)
#define EXPECT_M(cause) CHECK_LOG(slog, LOG_CAUSE, -1); CHECK_LOG(mlog, LOG_CAUSE, cause)
#define EXPECT_HS(cause) CHECK_LOG(slog, LOG_CAUSE, cause)

        .text
        .globl  main
main:
        RULE "3.1"                          # an MMIO leaf at any level: load 24, store 25
        call    mmio_gigapage
        ACCESS(VS, load, HOLE + 0x128)
        EXPECT_HS(24)
        ACCESS(VU, store, HOLE + 0x128)
        EXPECT_HS(25)
        PTE_TO  g_root, 3, table1, PTE_V
        PTE     table1, 1, PTE_V | PTE_R | PTE_MMIO
        ACCESS(VS, load, HOLE + 0x200000)
        EXPECT_HS(24)
        ACCESS(VS, load, HOLE)
        EXPECT_M(21)
        PTE_TO  table1, 0, table2, PTE_V
        PTE     table2, 5, PTE_V | PTE_X | PTE_MMIO
        ACCESS(VS, store, HOLE + 0x5ff8)
        EXPECT_HS(25)
        ACCESS(VS, store, HOLE + 0x6000)
        EXPECT_M(23)
        .irp    op, load_b, load_bu, load_h, load_hu, load_w, load_wu, load_c, load_cw
        ACCESS(VU, \op, HOLE + 0x5008)
        EXPECT_HS(24)
        .endr
        .irp    op, store_b, store_h, store_w, store_c, store_cw
        ACCESS(VS, \op, HOLE + 0x5008)
        EXPECT_HS(25)
        .endr

        RULE "3.2"                          # V=1, R or X =1, bit 58 = 1
        call    mmio_gigapage
        .irp    flags, PTE_R, PTE_X, PTE_R | PTE_W, PTE_R | PTE_X, PTE_R | PTE_W | PTE_X
        PTE     g_root, 3, PTE_V | PTE_MMIO | \flags
        ACCESS(VS, load, HOLE)
        EXPECT_HS(24)
        .endr
        PTE     g_root, 3, PTE_R | PTE_MMIO # V=0
        ACCESS(VS, load, HOLE)
        EXPECT_M(21)

        RULE "3.3"                          # checks of the VS-stage come first, A and D included
        call    mmio_gigapage
        call    guest_root
        PTE     user_root, 3, LEAF_TO_HOLE(PTE_V | PTE_R | PTE_W | PTE_U | PTE_D)
        ACCESS(VU, load, HOLE)
        EXPECT_M(13)
        PTE     user_root, 3, LEAF_TO_HOLE(PTE_V | PTE_R | PTE_W | PTE_U | PTE_A)
        ACCESS(VU, store, HOLE)
        EXPECT_M(15)
        ACCESS(VU, load, HOLE)
        EXPECT_HS(24)
        PTE     user_root, 3, LEAF_TO_HOLE(PTE_V | PTE_R | PTE_U | PTE_A | PTE_D)
        ACCESS(VU, store, HOLE)
        EXPECT_M(15)
        PTE     user_root, 3, LEAF_TO_HOLE(PTE_V | PTE_R | PTE_W | PTE_A | PTE_D)
        ACCESS(VU, load, HOLE)
        EXPECT_M(13)
        PTE     user_root, 3, LEAF_TO_HOLE(PTE_ALL)
        ACCESS(VU, store, HOLE)
        EXPECT_HS(25)

        RULE "3.4"                          # then reserved encodings
        call    mmio_gigapage
        .irp    bit, 54, 55, 56, 57, 59, 60, 61, 62, 63
        PTE     g_root, 3, PTE_ALL | PTE_MMIO | (1 << \bit)
        ACCESS(VS, load, HOLE)
        EXPECT_M(21)
        .endr
        PTE     g_root, 3, PTE_V | PTE_W | PTE_MMIO
        ACCESS(VS, load, HOLE)
        EXPECT_M(21)
        PTE     g_root, 3, PTE_V | PTE_W | PTE_X | PTE_MMIO
        ACCESS(VS, store, HOLE)
        EXPECT_M(23)
        PTE_TO  g_root, 3, table1, PTE_V | PTE_MMIO
        PTE     table1, 0, PTE_ALL | PTE_MMIO
        ACCESS(VS, load, HOLE)
        EXPECT_M(21)
        ACCESS(VS, store, HOLE)
        EXPECT_M(23)
        ACCESS(VS, jump, HOLE)
        EXPECT_M(20)

        RULE "3.5"                          # permissions, U, A, D, PPN, superpage alignment, PMP are not looked at
        call    mmio_gigapage
        PTE     g_root, 3, PTE_V | PTE_X | PTE_MMIO
        ACCESS(VU, store, HOLE)
        EXPECT_HS(25)
        PTE     g_root, 3, PTE_V | PTE_R | PTE_MMIO | (1 << 10)
        ACCESS(VU, load, HOLE)
        EXPECT_HS(24)
        PTE     g_root, 3, PTE_V | PTE_R | PTE_MMIO | (0xfffffffffff << 10)
        ACCESS(VU, load, HOLE)
        EXPECT_HS(24)
        PTE_TO  g_root, 3, table1, PTE_V
        PTE_TO  table1, 0, table2, PTE_V
        PTE_TO  table2, 0, data_page, PTE_ALL
        la      t0, data_page               # region 0 denies data_page, region 1 allows everything
        srli    t0, t0, 2
        ori     t0, t0, 0x1ff
        csrw    pmpaddr0, t0
        CSR_WRITE pmpaddr1, -1
        CSR_WRITE pmpcfg0, 0x1f18
        hfence.gvma
        ACCESS(VU, load, HOLE)
        EXPECT_M(5)
        PTE_TO  table2, 0, data_page, PTE_ALL | PTE_MMIO
        ACCESS(VU, load, HOLE)
        EXPECT_HS(24)
        ACCESS(VU, store, HOLE)
        EXPECT_HS(25)
        CSR_WRITE pmpaddr0, -1
        CSR_WRITE pmpcfg0, 0x1f
        csrw    pmpaddr1, zero

        RULE "3.6"                          # fetch: 20
        call    mmio_gigapage
        ACCESS(VS, jump, HOLE)
        EXPECT_M(20)
        CHECK_LOG(mlog, LOG_TVAL, HOLE)
        CHECK_LOG(mlog, LOG_TVAL2, HOLE >> 2)

        RULE "3.7"                          # LR 21; SC and AMO 23
        call    mmio_gigapage
        .irp    op, lr_w, lr_d
        ACCESS(VS, \op, HOLE)
        EXPECT_M(21)
        .endr
        .irp    op, sc_w, sc_d, amoadd_w, amoswap_d, amomax_d
        ACCESS(VS, \op, HOLE)
        EXPECT_M(23)
        .endr

        RULE "3.8"                          # HLV, HLVX 21; HSV 23; from HS and U
        call    mmio_gigapage
        CSR_SET hstatus, HSTATUS_HU
        .irp    op, hlv_b, hlv_d, hlvx_hu, hlvx_wu
        ACCESS(HS, \op, HOLE)
        EXPECT_M(21)
        ACCESS(U, \op, HOLE)
        EXPECT_M(21)
        .endr
        .irp    op, hsv_b, hsv_d
        ACCESS(HS, \op, HOLE)
        EXPECT_M(23)
        ACCESS(U, \op, HOLE)
        EXPECT_M(23)
        .endr

        RULE "3.9"                          # MPRV: 21, 23
        call    mmio_gigapage
        CSR_WRITE medeleg, 0xf0b7ff
        ACCESS(M, mprv_load, HOLE)
        CSR_CLEAR mstatus, MSTATUS_MPRV
        EXPECT_M(21)
        ACCESS(M, mprv_store, HOLE)
        CSR_CLEAR mstatus, MSTATUS_MPRV
        EXPECT_M(23)

        RULE "3.10"                         # walks of the VS-stage: 20, 21, 23, htinst says so
        call    mmio_gigapage
        call    guest_root
        PTE     user_root, 3, LEAF_TO_HOLE(PTE_V)
        ACCESS(VU, load, HOLE + 0x40000000 - 0x1000)
        EXPECT_M(21)
        CHECK_LOG(mlog, LOG_TVAL, HOLE + 0x40000000 - 0x1000)
        CHECK_LOG(mlog, LOG_TVAL2, (HOLE + 8 * 511) >> 2)
        CHECK_LOG(mlog, LOG_TINST, 0x3000)
        ACCESS(VU, store, HOLE)
        EXPECT_M(23)
        CHECK_LOG(mlog, LOG_TINST, 0x3000)
        ACCESS(VU, jump, HOLE)
        EXPECT_M(20)
        CHECK_LOG(mlog, LOG_TINST, 0x3000)

        RULE "3.11"                         # misaligned: 4 and 6 first where they are not done in hardware, else 21 and 23
        la      a0, data_page
        addi    a0, a0, 1
        la      t0, load
        li      t1, M
        call    run
        log_load mlog, LOG_CAUSE
        li      t6, 4
        beq     t5, t6, 1f
        CHECK_LOG(mlog, LOG_CAUSE, 11)
        call    mmio_gigapage
        ACCESS(VS, load, HOLE + 1)
        EXPECT_M(21)
        ACCESS(VS, store_w, HOLE + 2)
        EXPECT_M(23)
        PTE_TO  g_root, 3, table1, PTE_V
        PTE_TO  table1, 0, table2, PTE_V
        PTE_TO  table2, 0, data_page, PTE_ALL
        PTE     table2, 1, PTE_ALL | PTE_MMIO
        ACCESS(VS, load, HOLE + 0xffc)      # its second part
        EXPECT_M(21)
        j       2f
1:      call    mmio_gigapage
        ACCESS(VS, load, HOLE + 1)
        EXPECT_M(4)
        ACCESS(VS, store_w, HOLE + 2)
        EXPECT_M(6)
2:

        RULE "3.12"                         # HFENCE.GVMA treats an MMIO leaf as any leaf
        call    mmio_gigapage
        PTE_TO  g_root, 3, _start, PTE_ALL
        la      a0, data_page
        li      t0, ALIAS
        add     a0, a0, t0
        li      t0, 77
        la      t1, data_page
        sd      t0, 0(t1)
        RUN     VS, load
        EXPECT_M(10)
        CHECK_X(11, 77)
        PTE     g_root, 3, PTE_V | PTE_R | PTE_MMIO
        ACCESS(VS, load, HOLE)
        EXPECT_HS(24)
        PTE_TO  g_root, 3, _start, PTE_ALL
        la      a0, data_page
        li      t0, ALIAS
        add     a0, a0, t0
        RUN     VS, load
        EXPECT_M(10)
        CHECK_X(11, 77)

        RULE "3.13"                         # huedeleg: to U, and what is written
        call    mmio_gigapage
        call    redirect
        CSR_WRITE CSR_USTATUS, USTATUS_UIE
        ACCESS(VS, load, HOLE + 0x128)
        CHECK_LOG(slog, LOG_CAUSE, -1)
        CHECK_LOG(mlog, LOG_CAUSE, 8)
        CHECK_LOG_ADDRESS(mlog, LOG_EPC, u_stop)
        CHECK_LOG_BITS(mlog, LOG_STATUS, (3 << 11) | (1 << 39), 0)
        CHECK_CSR(CSR_USTATUS, USTATUS_UPV | USTATUS_UPP | USTATUS_UPIE)
        csrr    a0, CSR_UEPC
        CHECK_ADDRESS(a0, load)
        CHECK_CSR(CSR_UCAUSE, 24)
        CHECK_CSR(CSR_UTVAL, HOLE + 0x128)
        CHECK_CSR(CSR_UTVAL2, (HOLE + 0x128) >> 2)
        CHECK_CSR(CSR_UTINST, 0x00003583)   # ld a1, 0(x0)
        CHECK_CSR_BITS(hstatus, HSTATUS_SPVP, HSTATUS_SPVP)
        ACCESS(VU, store_c, HOLE)           # UIE=0 now
        CHECK_CSR(CSR_USTATUS, USTATUS_UPV)
        CHECK_CSR(CSR_UCAUSE, 25)
        CHECK_CSR(CSR_UTINST, 0x00b03021)   # c.sd a1, 0(a0): bit 1 is 0
        CHECK_CSR_BITS(hstatus, HSTATUS_SPVP, 0)
        ACCESS(VS, store, HOLE)
        CHECK_CSR(CSR_USTATUS, USTATUS_UPV | USTATUS_UPP)
        CHECK_CSR(CSR_UCAUSE, 25)
        CHECK_CSR(CSR_UTINST, 0x00b03023)
        call    guest_root                  # utval is the virtual address, utval2 the guest's physical one
        PTE     user_root, 4, LEAF_TO_HOLE(PTE_ALL)
        ACCESS(VU, load, HOLE + 0x40000008)
        CHECK_CSR(CSR_UTVAL, HOLE + 0x40000008)
        CHECK_CSR(CSR_UTVAL2, (HOLE + 8) >> 2)

        RULE "3.14"                         # nothing else changes
        call    mmio_gigapage
        call    redirect
        CSR_WRITE sepc, 0x10
        CSR_WRITE scause, 0x20
        CSR_WRITE stval, 0x30
        CSR_WRITE htval, 0x40
        CSR_WRITE htinst, 0x50
        CSR_WRITE sscratch, 0x60
        CSR_WRITE vsepc, 0x70
        CSR_WRITE vscause, 0x80
        CSR_WRITE satp, 0x90
        CSR_WRITE CSR_USCRATCH, 0xa0
        CSR_WRITE vsstatus, SIE_BIT
        CSR_SET mstatus, SIE_BIT
        CSR_WRITE hstatus, HSTATUS_HU
        csrr    s1, mstatus
        ACCESS(VS, load, HOLE)
        CHECK_CSR(CSR_UCAUSE, 24)
        CHECK_CSR(sepc, 0x10)
        CHECK_CSR(scause, 0x20)
        CHECK_CSR(stval, 0x30)
        CHECK_CSR(htval, 0x40)
        CHECK_CSR(htinst, 0x50)
        CHECK_CSR(sscratch, 0x60)
        CHECK_CSR(vsepc, 0x70)
        CHECK_CSR(vscause, 0x80)
        CHECK_CSR(satp, 0x90)
        CHECK_CSR(CSR_USCRATCH, 0xa0)
        CHECK_CSR_BITS(vsstatus, 0x122, SIE_BIT)
        CHECK_CSR_BITS(mstatus, 0x122, SIE_BIT)
        CHECK_CSR_BITS(hstatus, HSTATUS_HU | HSTATUS_SPV | HSTATUS_GVA, HSTATUS_HU)

        RULE "3.15"                         # huedeleg=0: to HS, as 21 and 23
        call    mmio_gigapage
        ACCESS(VU, store, HOLE + 0x340)
        CHECK_LOG(slog, LOG_CAUSE, 25)
        CHECK_LOG_ADDRESS(slog, LOG_EPC, store)
        CHECK_LOG(slog, LOG_TVAL, HOLE + 0x340)
        CHECK_LOG(slog, LOG_TVAL2, (HOLE + 0x340) >> 2)
        CHECK_LOG(slog, LOG_TINST, 0x00b03023)
        CHECK_LOG_BITS(slog, LOG_HSTATUS, HSTATUS_SPV | HSTATUS_SPVP | HSTATUS_GVA, HSTATUS_SPV | HSTATUS_GVA)
        call    redirect
        CSR_WRITE CSR_HUEDELEG, 1 << 24     # each bit for its own cause
        ACCESS(VS, store, HOLE)
        CHECK_LOG(slog, LOG_CAUSE, 25)
        ACCESS(VS, load, HOLE)
        CHECK_LOG(slog, LOG_CAUSE, -1)
        CHECK_CSR(CSR_UCAUSE, 24)

        RULE "3.16"                         # URET: illegal in M and HS, virtual in VS and VU
        CSR_WRITE CSR_SHCS, SHCS_UEN
        CSR_WRITE hstatus, HSTATUS_HUR
        ACCESS(M, uret, 0)
        EXPECT_M(2)
        ACCESS(HS, uret, 0)
        EXPECT_M(2)
        ACCESS(VS, uret, 0)
        EXPECT_M(22)
        CHECK_LOG(mlog, LOG_TVAL, URET)
        ACCESS(VU, uret, 0)
        EXPECT_M(22)

        RULE "3.17"                         # URET with UPV=0: to U
        CSR_WRITE CSR_SHCS, SHCS_UEN
        la      t0, stop
        csrw    CSR_UEPC, t0
        CSR_WRITE CSR_USTATUS, USTATUS_UPIE
        ACCESS(U, uret, 0)
        EXPECT_M(8)
        CHECK_LOG_ADDRESS(mlog, LOG_EPC, stop)
        CHECK_LOG_BITS(mlog, LOG_STATUS, (3 << 11) | (1 << 39), 0)
        CHECK_CSR(CSR_USTATUS, USTATUS_UIE | USTATUS_UPIE)
        CSR_WRITE CSR_USTATUS, USTATUS_UIE
        ACCESS(U, uret, 0)
        CHECK_CSR(CSR_USTATUS, USTATUS_UPIE)

        RULE "3.18"                         # URET with UPV=1 and HUR=1: to VU or VS
        CSR_WRITE CSR_SHCS, SHCS_UEN
        CSR_WRITE hstatus, HSTATUS_HUR
        la      t0, stop
        csrw    CSR_UEPC, t0
        CSR_WRITE CSR_USTATUS, USTATUS_UPV
        ACCESS(U, uret, 0)
        EXPECT_M(8)
        CHECK_LOG_ADDRESS(mlog, LOG_EPC, stop)
        CHECK_LOG_BITS(mlog, LOG_STATUS, (3 << 11) | (1 << 39), 1 << 39)
        CHECK_CSR(CSR_USTATUS, USTATUS_UPIE)
        CSR_WRITE CSR_USTATUS, USTATUS_UPV | USTATUS_UPP | USTATUS_UPIE
        ACCESS(U, uret, 0)
        EXPECT_M(10)
        CHECK_LOG_ADDRESS(mlog, LOG_EPC, stop)
        CHECK_CSR(CSR_USTATUS, USTATUS_UPIE | USTATUS_UIE)

        RULE "3.19"                         # URET with UPV=1 and HUR=0: illegal, nothing changes
        CSR_WRITE CSR_SHCS, SHCS_UEN
        la      t0, stop
        csrw    CSR_UEPC, t0
        CSR_WRITE CSR_USTATUS, USTATUS_UPV | USTATUS_UPP | USTATUS_UPIE
        ACCESS(U, uret, 0)
        EXPECT_M(2)
        CHECK_LOG_ADDRESS(mlog, LOG_EPC, uret)
        CHECK_LOG_BITS(mlog, LOG_STATUS, (3 << 11) | (1 << 39), 0)
        CHECK_CSR(CSR_USTATUS, USTATUS_UPV | USTATUS_UPP | USTATUS_UPIE)
        csrr    a0, CSR_UEPC
        CHECK_ADDRESS(a0, stop)

        RULE "3.20"                         # bit 58 means this in the G-stage alone
        call    guest_root
        PTE     user_root, 3, LEAF_TO_HOLE(PTE_ALL | PTE_MMIO)
        ACCESS(VU, load, HOLE)
        EXPECT_M(13)
        csrw    vsatp, zero
        la      t0, user_root
        srli    t0, t0, 12
        li      t1, SV39
        or      t0, t0, t1
        csrw    satp, t0
        ACCESS(U, store, HOLE)
        EXPECT_M(15)

        RULE "3.21"                         # a device emulated in user space: the guest goes on behind its load
        call    mmio_gigapage
        call    redirect
        la      t0, emulate
        csrw    CSR_UTVEC, t0
        CSR_SET hstatus, HSTATUS_HUR
        ACCESS(VS, load_twice, HOLE + 0x10)
        EXPECT_M(10)
        CHECK_X(11, HOLE + 0x10)
        CHECK_X(12, HOLE + 0x18)

        RULE "3.22"                         # a trap from the handler is told apart by hstatus.SPV=0
        call    mmio_gigapage
        call    redirect
        CSR_WRITE medeleg, 1 << 8
        ACCESS(VS, load, HOLE)
        CHECK_LOG(slog, LOG_CAUSE, 8)
        CHECK_LOG_ADDRESS(slog, LOG_EPC, u_stop)
        CHECK_LOG_BITS(slog, LOG_HSTATUS, HSTATUS_SPV, 0)

        DONE

mmio_gigapage:
        PTE     g_root, 3, PTE_V | PTE_R | PTE_MMIO
        GUEST_TABLES
        ret

guest_root:
        la      t0, user_root
        srli    t0, t0, 12
        li      t1, SV39
        or      t0, t0, t1
        csrw    vsatp, t0
        hfence.vvma
        ret

redirect:
        CSR_WRITE CSR_HUEDELEG, REDIRECT_BOTH
        CSR_SET CSR_SHCS, SHCS_UEN
        la      t0, u_stop
        csrw    CSR_UTVEC, t0
        ret

        .align  2
u_stop: ecall

# The device reads as the address of the access.
        .align  2
emulate:
        csrr    t0, CSR_UTINST
        srli    t1, t0, 7
        andi    t1, t1, 31
        csrr    t2, CSR_UTVAL
        li      t3, 11
        bne     t1, t3, 1f
        mv      a1, t2
        j       2f
1:      mv      a2, t2
2:      andi    t0, t0, 2                   # 0: a compressed instruction
        addi    t0, t0, 2
        csrr    t1, CSR_UEPC
        add     t1, t1, t0
        csrw    CSR_UEPC, t1
uret:   .word   URET

        .macro  code name, instruction:vararg
        .option push
        .option norvc
\name:  \instruction
        .option pop
        ecall
        .endm
        code    load, ld a1, 0(a0)
        code    load_b, lb a1, 0(a0)
        code    load_bu, lbu a1, 0(a0)
        code    load_h, lh a1, 0(a0)
        code    load_hu, lhu a1, 0(a0)
        code    load_w, lw a1, 0(a0)
        code    load_wu, lwu a1, 0(a0)
        code    store, sd a1, 0(a0)
        code    store_b, sb a1, 0(a0)
        code    store_h, sh a1, 0(a0)
        code    store_w, sw a1, 0(a0)
load_c: c.ld    a1, 0(a0)
        ecall
load_cw: c.lw   a1, 0(a0)
        ecall
store_c: c.sd   a1, 0(a0)
        ecall
store_cw: c.sw  a1, 0(a0)
        ecall
        code    jump, jr a0
        code    lr_w, lr.w a1, (a0)
        code    lr_d, lr.d a1, (a0)
        code    sc_w, sc.w a1, a1, (a0)
        code    sc_d, sc.d a1, a1, (a0)
        code    amoadd_w, amoadd.w a1, a1, (a0)
        code    amoswap_d, amoswap.d a1, a1, (a0)
        code    amomax_d, amomax.d a1, a1, (a0)
        code    hlv_b, hlv.b a1, (a0)
        code    hlv_d, hlv.d a1, (a0)
        code    hlvx_hu, hlvx.hu a1, (a0)
        code    hlvx_wu, hlvx.wu a1, (a0)
        code    hsv_b, hsv.b a1, (a0)
        code    hsv_d, hsv.d a1, (a0)
load_twice:
        .option push
        .option norvc
        ld      a1, 0(a0)
        .option pop
        c.ld    a2, 8(a0)
        ecall
mprv_load:
        li      t0, MSTATUS_MPRV | (1 << 39)
        csrs    mstatus, t0
        li      t0, 2 << 11                 # MPP was M: S
        csrc    mstatus, t0
        ld      a1, 0(a0)
mprv_store:
        li      t0, MSTATUS_MPRV | (1 << 39)
        csrs    mstatus, t0
        li      t0, 2 << 11
        csrc    mstatus, t0
        sd      a1, 0(a0)

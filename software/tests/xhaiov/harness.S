# See harness.h.
#include "harness.h"

        .text
        .align  2
# --- traps ---

        .macro  save_all log, scratch
        csrw    \scratch, t0
        la      t0, \log
        .irp    r, 1,2,3,4,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
        sd      x\r, 8 * \r(t0)
        .endr
        csrr    t1, \scratch
        sd      t1, 8 * 5(t0)
        .endm
        .macro  save_csr csr, offset
        csrr    t1, \csr
        sd      t1, \offset(t0)
        .endm

        .globl  m_trap, hs_trap, vs_trap
        .align  2
m_trap: save_all mlog, mscratch
        save_csr mcause, LOG_CAUSE
        save_csr mepc, LOG_EPC
        save_csr mtval, LOG_TVAL
        save_csr mtval2, LOG_TVAL2
        save_csr mtinst, LOG_TINST
        save_csr mstatus, LOG_STATUS
        save_csr hstatus, LOG_HSTATUS
        la      t0, main_context
        .irp    r, 1,2,3,4,8,9,18,19,20,21,22,23,24,25,26,27
        ld      x\r, 8 * \r(t0)
        .endr
        ret

# Logs, then goes to M with every register as it was.
        .align  2
hs_trap: save_all slog, vsscratch
        save_csr scause, LOG_CAUSE
        save_csr sepc, LOG_EPC
        save_csr stval, LOG_TVAL
        save_csr htval, LOG_TVAL2
        save_csr htinst, LOG_TINST
        save_csr sstatus, LOG_STATUS
        save_csr hstatus, LOG_HSTATUS
        ld      t1, 8 * 6(t0)
        csrr    t0, vsscratch
        ecall

        .align  2
vs_trap: save_all vlog, sscratch
        save_csr scause, LOG_CAUSE
        save_csr sepc, LOG_EPC
        save_csr stval, LOG_TVAL
        ld      t1, 8 * 6(t0)
        csrr    t0, sscratch
        ecall

# Code at t0 in mode t1, up to the next trap to M. a0 to a7 go in and come out; s registers are kept.
        .globl  run
run:    la      t2, main_context
        .irp    r, 1,2,3,4,8,9,18,19,20,21,22,23,24,25,26,27
        sd      x\r, 8 * \r(t2)
        .endr
        li      t3, -1
        la      t2, slog
        sd      t3, LOG_CAUSE(t2)
        la      t2, vlog
        sd      t3, LOG_CAUSE(t2)
        csrw    mepc, t0
        li      t2, 3 << 11
        csrc    mstatus, t2
        li      t2, 1 << 39
        csrc    mstatus, t2
        andi    t2, t1, 3
        slli    t2, t2, 11
        csrs    mstatus, t2
        srli    t2, t1, 2
        slli    t2, t2, 39
        csrs    mstatus, t2
        mret

# --- rules ---

# The rule named a0 begins; the one before has passed.
        .globl  begin_rule
begin_rule:
        addi    sp, sp, -16
        sd      ra, 0(sp)
        sd      a0, 8(sp)
        call    passed
        ld      a0, 8(sp)
        la      t0, current_rule
        sd      a0, 0(t0)
        call    reset_hart
        call    reset_controller
        ld      ra, 0(sp)
        addi    sp, sp, 16
        ret

passed: addi    sp, sp, -16
        sd      ra, 0(sp)
        la      t0, current_rule
        ld      a0, 0(t0)
        beqz    a0, 1f
        la      a0, text_passed
        call    print
        la      t0, current_rule
        ld      a0, 0(t0)
        call    print
        la      a0, text_line
        call    print
1:      ld      ra, 0(sp)
        addi    sp, sp, 16
        ret

        .globl  finish
finish: call    passed
        li      a0, 0
        call    exit

# a0 line, a1 found, a2 expected.
        .globl  fail
fail:   mv      s0, a0
        mv      s1, a1
        mv      s2, a2
        la      a0, text_failed
        call    print
        la      t0, current_rule
        ld      a0, 0(t0)
        call    print
        la      a0, text_at
        call    print
        mv      a0, s0
        call    print_hex
        la      a0, text_found
        call    print
        mv      a0, s1
        call    print_hex
        la      a0, text_expected
        call    print
        mv      a0, s2
        call    print_hex
        la      a0, text_line
        call    print
        li      a0, 1
        call    exit

# --- known state ---

        .globl  reset_hart
reset_hart:
        csrw    mie, zero
        la      t0, m_trap
        csrw    mtvec, t0
        CSR_CLEAR mstatus, 0x7fffff
        CSR_CLEAR mstatus, (3 << 38)
        csrw    CSR_MHAIOVCFG, 1
        csrw    CSR_SHCS, zero
        .irp    csr, CSR_USTATUS, CSR_UTVEC, CSR_USCRATCH, CSR_UEPC, CSR_UCAUSE, CSR_UTVAL, CSR_UTVAL2, CSR_UTINST, CSR_UVICTX, CSR_UVID, CSR_HUEDELEG, CSR_HVICTX
        csrw    \csr, zero
        .endr
        csrw    CSR_SUSCRATCH, zero
        csrw    CSR_SUATP, zero
        csrw    CSR_SHEPC, zero
        csrw    CSR_SHGPR, zero
        .irp    csr, medeleg, hedeleg, hideleg, hstatus, vsstatus, satp, vsatp, hgatp, hvip, mip, sscratch, vsscratch, scause, stval, htval, htinst, hcounteren
        csrw    \csr, zero
        .endr
        CSR_WRITE mideleg, 0x222
        la      t0, hs_trap
        csrw    stvec, t0
        la      t0, vs_trap
        csrw    vstvec, t0
        li      t0, CLINT
        csrr    t1, mhartid
        slli    t1, t1, 2
        add     t0, t0, t1
        sw      zero, 0(t0)
        PTE_TO  user_root, 1, _start, PTE_ALL
        PTE_TO  user_root, 2, _start, PTE_ALL
        PTE     user_root, 0, PTE_ALL
        PTE_TO  g_root, 1, _start, PTE_ALL
        PTE_TO  g_root, 2, _start, PTE_ALL
        PTE     g_root, 0, PTE_ALL
        PTE     g_root, 3, 0
        fence.i
        ret

        .globl  reset_controller
reset_controller:
        li      t0, VI_BASE
        ld      t1, 0(t0)
        li      t5, -1
        li      t6, MASKED
        slli    t2, t1, 24
        srli    t2, t2, 48                  # VIDs
        li      t3, VI_BASE + VI_VID_CONFIG
        li      t4, VI_BASE + VI_CTX_UTVEC
1:      sd      t6, 0(t3)                   # withdraws; the second write then reaches all fields
        sd      t6, 0(t3)
        sd      zero, 16(t3)
        .irp    offset, 0, 8, 16, 24, 32, 40
        sd      zero, \offset(t4)
        .endr
        addi    t3, t3, 64
        addi    t4, t4, 64
        addi    t2, t2, -1
        bnez    t2, 1b
        li      t3, VI_BASE + VI_CLEAR
        .irp    offset, 0, 8, 16, 24
        sd      t5, \offset(t3)
        .endr
        slli    t2, t1, 40
        srli    t2, t2, 48                  # entries
        li      t3, VI_BASE + VI_MAP
2:      sd      zero, 0(t3)
        addi    t3, t3, 8
        addi    t2, t2, -1
        bnez    t2, 2b
        slli    t2, t1, 16
        srli    t2, t2, 56                  # slots
        li      t3, VI_BASE + VI_SLOT_BUCKET
3:      sd      zero, 0(t3)
        sd      zero, 8(t3)
        sd      zero, 16(t3)
        addi    t3, t3, 64
        addi    t2, t2, -1
        bnez    t2, 3b
        ret

# --- code that several tests run ---

# Reads CSR a0 in mode a1.
        .globl  run_csr
run_csr:
        slli    a0, a0, 20
        li      t0, 0x00002573              # csrrs a0, CSR, x0
        or      a0, t0, a0

# Instruction a0 in mode a1; a2 to a7 go in and come out.
        .globl  run_word
run_word:
        la      t2, word_code
        sw      a0, 0(t2)
        fence.i
        mv      t1, a1
        mv      t0, t2
        j       run

        .globl  stop, spin, nothing, nothing_end
stop:   ecall
nothing:
        nop
nothing_end:
        ecall
        .align  2
spin:   addi    a0, a0, 1
        j       spin

        .section .rodata
text_passed:   .asciz "passed "
text_line:     .asciz "\n"
text_failed:   .asciz "FAILED "
text_at:       .asciz " at line "
text_found:    .asciz ": found "
text_expected: .asciz ", expected "

        .data
        .align  3
        .globl  current_rule, word_code
current_rule: .dword 0
word_code:
        .word   0
        ecall

        .bss
        .globl  mlog, slog, vlog, user_root, user_root2, g_root, table1, table2, data_page
        .align  14
g_root: .space  16384
user_root: .space 4096
user_root2: .space 4096
table1: .space  4096
table2: .space  4096
data_page: .space 4096
mlog:   .space  LOG_SIZE
slog:   .space  LOG_SIZE
vlog:   .space  LOG_SIZE
main_context: .space 256

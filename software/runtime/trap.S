# Trap entry of M-mode: saves x1 to x31 on the stack of the hart, calls trap(mcause, mepc, mtval, registers), goes on where it says.
# mscratch is not used, so that programs may use it.
#include "machine.h"

        .text
        .globl  trap_entry
        .align  2
trap_entry:
        addi    sp, sp, -FRAME_SIZE
        .irp    r, 1,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
        sd      x\r, 8 * \r(sp)
        .endr
        addi    t0, sp, FRAME_SIZE
        sd      t0, 16(sp)
        csrr    a0, mcause
        csrr    a1, mepc
        csrr    a2, mtval
        mv      a3, sp
        call    trap
        csrw    mepc, a0
        .irp    r, 1,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
        ld      x\r, 8 * \r(sp)
        .endr
        ld      sp, 16(sp)
        mret

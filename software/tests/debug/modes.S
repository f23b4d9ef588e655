# The inner program, and the way into it and back.
#include "machine.h"

        .text
# enter(mstatus bits, pc): runs there until an ecall; what a0 was then.
        .globl  enter
        .align  2
enter:
        addi    sp, sp, -16
        sd      ra, 0(sp)
        sd      s0, 8(sp)
        mv      s0, sp
        la      t0, back
        csrrw   t1, mtvec, t0
        csrw    mscratch, t1
        li      t0, 1 << 39 | 3 << 11
        csrc    mstatus, t0
        csrs    mstatus, a0
        csrw    mepc, a1
        mret
        .align  2
back:
        csrr    t0, mscratch
        csrw    mtvec, t0
        mv      sp, s0
        ld      ra, 0(sp)
        ld      s0, 8(sp)
        addi    sp, sp, 16
        ret

# lrsc_add(where, what)
        .globl  lrsc_add, lrsc_end
lrsc_add:
        lr.d    t0, (a0)
        add     t0, t0, a1
        sc.d    t1, t0, (a0)
        bnez    t1, lrsc_add
lrsc_end:
        ret

# Sleeps until the machine timer; 1 where that is what pends.
        .globl  wait_for_timer, sleeping, awake
wait_for_timer:
        li      t0, 0x80
        csrs    mie, t0
sleeping:
        wfi
awake:
        csrr    a0, mip
        csrc    mie, t0
        srli    a0, a0, 7
        andi    a0, a0, 1
        ret

# A page of code that runs at INNER_CODE: adds 0x1000 to the word at INNER_DATA, and takes what is behind it back.
        .globl  inner_code, supervisor_data, guest_data
        .align  12
inner_code:
        lui     a1, 0x40002
        lw      a0, 0(a1)
        lui     a2, 1
        addw    a0, a0, a2
        sw      a0, 0(a1)
        ecall
        .align  12

        .data
        .align  12
supervisor_data:
        .quad   0x0111
        .align  12
guest_data:
        .quad   0x1222
        .align  12

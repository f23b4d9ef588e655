# Where a program begins: every hart in M-mode, a0 = its number, a1 = device tree.
# Hart 0 clears bss and calls main(hart, tree); what main returns is the exit code. The others call hart_main(hart, tree), which sleeps
# unless the program has its own.
#include "machine.h"

        .section .text.start, "ax", @progbits
        .globl  _start
_start:
        .option push
        .option norelax
        la      gp, __global_pointer$
        .option pop
        la      sp, __stacks
        addi    t0, a0, 1
        slli    t0, t0, STACK_SHIFT
        add     sp, sp, t0
        csrw    mie, zero
        la      t0, trap_entry
        csrw    mtvec, t0

        # Lets S and U reach all memory, where there is PMP at all.
        la      t0, 1f
        csrrw   t1, mtvec, t0
        li      t0, -1
        csrw    pmpaddr0, t0
        li      t0, 0x1f
        csrw    pmpcfg0, t0
        .align  2
1:      csrw    mtvec, t1

        bnez    a0, 3f
        la      t0, __bss_start
        la      t1, __bss_end
2:      bgeu    t0, t1, 4f
        sd      zero, 0(t0)
        addi    t0, t0, 8
        j       2b
4:      fence   rw, rw
        la      t0, started
        li      t1, 1
        sw      t1, 0(t0)
        call    main
        call    exit

3:      la      t0, started
        lw      t1, 0(t0)
        beqz    t1, 3b
        fence   rw, rw
        call    hart_main
5:      wfi
        j       5b

        .weak   hart_main
hart_main:
        wfi
        j       hart_main

        .data
        .align  2
started:
        .word   0

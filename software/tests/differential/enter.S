# Entering a program and coming back from its traps. x1 to x31 of the program are in frame[1] to frame[31]; mscratch holds the frame.
        .text
        .globl  enter, differential_trap
        .align  2
# void enter(u64 code): returns when handle() says that the program has ended.
enter:
        addi    sp, sp, -112
        .irp    n, 0,1,2,3,4,5,6,7,8,9,10,11
        sd      s\n, 8 * \n(sp)
        .endr
        sd      ra, 96(sp)
        la      t0, home
        sd      sp, 0(t0)
        la      t0, frame
        csrw    mscratch, t0
        la      t0, differential_trap
        csrw    mtvec, t0
        .irp    n, 1,2,3,4,5,6,7,8,9,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
        li      x\n, 0
        .endr
        jr      a0

        .align  2
differential_trap:
        csrrw   x31, mscratch, x31
        .irp    n, 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30
        sd      x\n, 8 * \n(x31)
        .endr
        csrr    x1, mscratch
        sd      x1, 248(x31)
        csrw    mscratch, x31
        mv      a0, x31
        li      t0, 0x20000             # MPRV off, or the handler's own accesses would be translated
        csrr    a1, mstatus
        csrc    mstatus, t0
        .option push
        .option norelax
        la      gp, __global_pointer$
        .option pop
        la      t0, home
        ld      sp, 0(t0)
        call    handle
        bnez    a0, 1f
        la      x31, frame
        .irp    n, 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30
        ld      x\n, 8 * \n(x31)
        .endr
        ld      x31, 248(x31)
        mret

1:      la      t0, home
        ld      sp, 0(t0)
        .irp    n, 0,1,2,3,4,5,6,7,8,9,10,11
        ld      s\n, 8 * \n(sp)
        .endr
        ld      ra, 96(sp)
        addi    sp, sp, 112
        ret

        .bss
        .align  3
home:   .zero   8
        .globl  frame
frame:  .zero   256

# Where Linux enters init: the stack holds argc, argv and the environment. No C library.
        .globl  _start
_start:
        .option push
        .option norelax
        la      gp, __global_pointer$
        .option pop
        ld      a0, 0(sp)
        addi    a1, sp, 8
        andi    sp, sp, -16
        call    main
        li      a7, 93          # exit
        ecall

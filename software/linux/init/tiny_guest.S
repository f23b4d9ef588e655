# A guest that makes one MMIO exit of each kind that KVM emulates, at the device of tiny.c, then shuts down by SBI. It stands at
# GUEST_RAM when it runs, in VS-mode, without translation. Store of a number at FAILED: the load with that number went wrong.
#define DEVICE_PAGE 0x10000
#define FAILED 0x100
#define SRST 0x53525354

        .macro  expect number, value
        li      a0, \number
        li      t1, \value
        bne     a1, t1, failed
        .endm

        .section .rodata
        .globl  tiny_guest, tiny_guest_end
        .align  3
tiny_guest:
        lui     s0, DEVICE_PAGE
        .option push
        .option norvc
        lb      a1, 0(s0)
        expect  1, 0x08
        lbu     a1, 0(s0)
        expect  2, 0x08
        lh      a1, 0(s0)
        expect  3, 0x0708
        lhu     a1, 0(s0)
        expect  4, 0x0708
        lw      a1, 0(s0)
        expect  5, 0x05060708
        lwu     a1, 0(s0)
        expect  6, 0x05060708
        ld      a1, 0(s0)
        expect  7, 0x0102030405060708
        .option pop
        c.lw    a1, 0(s0)
        expect  8, 0x05060708
        c.ld    a1, 0(s0)
        expect  9, 0x0102030405060708
        mv      sp, s0
        c.lwsp  a1, 0(sp)
        expect  10, 0x05060708
        c.ldsp  a1, 0(sp)
        expect  11, 0x0102030405060708

        li      a1, 0x1112131415161718
        .option push
        .option norvc
        sb      a1, 0(s0)
        sh      a1, 0(s0)
        sw      a1, 0(s0)
        sd      a1, 0(s0)
        .option pop
        c.sw    a1, 0(s0)
        c.sd    a1, 0(s0)
        # Offset 16: of the raw c.swsp, which KVM decodes where htinst is 0, KVM 6.1 takes a part of the offset for rd and refuses zero.
        addi    sp, s0, -16
        c.swsp  a1, 16(sp)
        c.sdsp  a1, 16(sp)

        li      a7, SRST
        li      a6, 0
        li      a0, 0
        li      a1, 0
        ecall
failed:
        sw      a0, FAILED(s0)
        j       failed
tiny_guest_end:

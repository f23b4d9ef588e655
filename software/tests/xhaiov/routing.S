# Rules 4.41 to 4.48: which of two harts a VID is presented to. Hart 1 does what hart 0 asks it to: waits in M, in WFI, or runs in U.
#include "harness.h"

#define BUSY 0
#define IN_U 1
#define IN_U_CLOSED 2
#define IN_WFI 3
#define DISABLED 4
#define HART1 (VI_HART + 64)
#define MODE_OTHER 0
#define MODE_USER (1 << 56)
#define MODE_IDLE (2 << 56)
#define PRESENTED0(vid) ((1 << 48) | (vid))
#define PRESENTED1(vid) ((1 << 49) | ((vid) << 16))

/* Takes hart 1 back from where it is, then sends it to a new place; returns when it is there. */
        .macro  HART_1 place:req
        li      a0, \place
        call    send_hart1
        .endm

        .text
        .globl  main
main:   call    reset_hart
        call    reset_controller

        RULE "4.41"                         # level 0: home, where nothing of that level is presented there
        HART_1  BUSY
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 0, 0, 1, 3))
        VI_WRITE(CONFIG_OF(3), CONFIG(0, 0, 0, 0, 3))
        VI_WRITE(VI_SET, 0xc)
        CHECK_VI(HART1, PRESENTED0(2))
        CHECK_VI(VI_HART, PRESENTED0(3))
        CHECK_VI(STATE_OF(2), VI_VID_STATE_PENDING | VI_VID_STATE_PRESENTED | (1 << 8))

        RULE "4.42"                         # level 0, home taken: one in U; else one in WFI; else it waits for home
        HART_1  BUSY
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 0, 0, 0, 3))
        VI_WRITE(CONFIG_OF(3), CONFIG(0, 0, 0, 0, 3))
        VI_WRITE(VI_SET, 4)
        VI_WRITE(VI_SET, 8)
        CHECK_VI(VI_HART, PRESENTED0(2))
        CHECK_VI(HART1, MODE_OTHER)
        CHECK_VI(STATE_OF(3), VI_VID_STATE_PENDING)
        HART_1  IN_U
        CHECK_VI(HART1, MODE_USER | PRESENTED0(3))
        HART_1  BUSY
        VI_WRITE(CONFIG_OF(3), MASKED)      # back to waiting
        VI_WRITE(CONFIG_OF(3), CONFIG(0, 0, 0, 0, 3))
        CHECK_VI(HART1, MODE_OTHER)
        HART_1  IN_WFI
        CHECK_VI(HART1, MODE_IDLE | PRESENTED0(3))
        HART_1  BUSY

        RULE "4.43"                         # level 1: home, if it can take it now
        call    user_vi
        HART_1  IN_U
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 1, 3))
        VI_WRITE(VI_SET, 2)
        call    wait_a_while
        CHECK_VI(COUNT_OF(1), 1)            # entered on hart 1: hart 0 is in M
        CHECK_MEMORY(data_page, 1)
        CHECK_CSR_BITS(CSR_SHCS, SHCS_PRES, 0)

        RULE "4.44"                         # level 1, home cannot: one in U with UVE=1; else one in WFI; else home
        call    user_vi
        HART_1  IN_U
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 3))
        VI_WRITE(VI_SET, 2)
        call    wait_a_while
        CHECK_VI(COUNT_OF(1), 1)
        CHECK_MEMORY(data_page, 1)
        HART_1  IN_U_CLOSED
        VI_WRITE(VI_SET, 2)
        CHECK_VI(HART1, MODE_USER)
        CHECK_VI(VI_HART, PRESENTED1(1))
        VI_WRITE(VI_CLEAR, 2)
        HART_1  BUSY
        VI_WRITE(VI_SET, 2)
        CHECK_VI(VI_HART, PRESENTED1(1))
        VI_WRITE(VI_CLEAR, 2)
        HART_1  IN_WFI
        CHECK_VI(HART1, MODE_IDLE)
        VI_WRITE(VI_SET, 2)
        CHECK_VI(STATE_OF(1), VI_VID_STATE_PENDING | VI_VID_STATE_PRESENTED | (1 << 8))
        call    wait_a_while                # PRES wakes it from WFI in HS
        CHECK_MEMORY(woken, 1)
        HART_1  BUSY
        VI_WRITE(VI_CLEAR, 2)

        RULE "4.45"                         # once presented it stays with that hart
        call    user_vi
        HART_1  BUSY
        VI_WRITE(CONFIG_OF(1), CONFIG(1, 0, 0, 0, 3))
        VI_WRITE(VI_SET, 2)
        CHECK_VI(VI_HART, PRESENTED1(1))
        HART_1  IN_U
        call    wait_a_while
        CHECK_VI(VI_HART, PRESENTED1(1))
        CHECK_VI(COUNT_OF(1), 0)

        RULE "4.46"                         # only harts of the affinity mask
        HART_1  BUSY
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 0, 0, 0, 2))
        VI_WRITE(CONFIG_OF(3), CONFIG(0, 0, 0, 0, 2))
        VI_WRITE(VI_SET, 4)
        VI_WRITE(VI_SET, 8)
        CHECK_VI(HART1, PRESENTED0(2))
        CHECK_VI(STATE_OF(3), VI_VID_STATE_PENDING)
        CHECK_VI(VI_HART, 0)

        RULE "4.47"                         # and of these only those with EN=1
        HART_1  DISABLED
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 0, 0, 1, 2))
        VI_WRITE(CONFIG_OF(3), CONFIG(0, 0, 0, 1, 3))
        VI_WRITE(VI_SET, 4)
        VI_WRITE(VI_SET, 8)
        CHECK_VI(HART1, MODE_OTHER)
        CHECK_VI(STATE_OF(2), VI_VID_STATE_PENDING)
        CHECK_VI(VI_HART, PRESENTED0(3))
        HART_1  BUSY
        call    wait_a_while
        CHECK_VI(HART1, PRESENTED0(2))

        RULE "4.48"                         # release: what the sender stored before is there when the VI is
        HART_1  BUSY
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 0, 1, 1, 2))
        VI_WRITE(VI_MAP, ENTRY(1, 2))
        CSR_WRITE CSR_HVICTX, CONTEXT(1, 0, 1)
        la      t0, polls
        li      t1, 1
        sd      t1, 0(t0)                   # hart 1 waits for a VI, and then reads data_page
        li      s1, 100
1:      la      t0, heard
        sd      zero, 0(t0)
        fence   rw, rw
        mv      a0, s1
        RUN     VS, stores_and_posts
        CHECK_LOG(mlog, LOG_CAUSE, 10)
        la      t0, heard
2:      ld      t1, 0(t0)
        beqz    t1, 2b
        sub     t1, t1, s1
        CHECK(t1, 0)
        addi    s1, s1, -1
        bnez    s1, 1b
        la      t0, polls
        sd      zero, 0(t0)
        HART_1  BUSY

        DONE

user_vi:
        la      t0, data_page
        sd      zero, 0(t0)
        USER_CONTEXT(1, counts, 1)
        CSR_SET CSR_SHCS, SHCS_UVE
        ret

wait_a_while:
        li      t0, 3000
1:      addi    t0, t0, -1
        bnez    t0, 1b
        ret

# Asks hart 1 to do a0, and waits until it does.
send_hart1:
        la      t0, waits_in_loop           # back to its loop first
1:      ld      t1, 0(t0)
        bnez    t1, 2f
        li      t2, CLINT + 4
        li      t3, 1
        sw      t3, 0(t2)
        j       1b
2:      fence   rw, rw
        beqz    a0, 3f
        sd      zero, 0(t0)
        la      t2, command
        sd      a0, 0(t2)
        fence   rw, rw
        j       wait_a_while
3:      j       wait_a_while

        .align  2
counts: la      a1, data_page
        ld      a0, 0(a1)
        addi    a0, a0, 1
        sd      a0, 0(a1)
        .word   0x00200073

stores_and_posts:
        la      a1, data_page
        sd      a0, 0(a1)
        csrw    CSR_VIREQ, zero
        ecall

# --- hart 1 ---
        .globl  hart_main
        .align  2
hart_main:
        csrw    mie, zero
        csrw    CSR_MHAIOVCFG, 1
        csrw    CSR_SHCS, zero
        li      t0, CLINT + 4
        sw      zero, 0(t0)
        la      t0, back
        csrw    mtvec, t0
        CSR_WRITE mideleg, 0x222
        csrw    satp, zero
        la      t0, command
        sd      zero, 0(t0)
        fence   rw, rw
        la      t1, waits_in_loop
        li      t2, 1
        sd      t2, 0(t1)
1:      ld      t2, 0(t0)
        la      t3, polls
        ld      t3, 0(t3)
        beqz    t3, 2f
        csrrw   t3, CSR_SVITOP, zero
        beqz    t3, 2f
        la      t3, data_page
        ld      t3, 0(t3)
        la      t4, heard
        sd      t3, 0(t4)
2:      beqz    t2, 1b
        li      t0, CLINT + 4               # what was sent while it came back
        sw      zero, 0(t0)
        li      t0, 8                       # a software interrupt takes it back
        csrw    mie, t0
        CSR_CLEAR mstatus, 3 << 11
        CSR_CLEAR mstatus, 1 << 39
        li      t0, DISABLED
        beq     t2, t0, disabled
        li      t0, IN_WFI
        beq     t2, t0, in_wfi
        li      t0, IN_U_CLOSED
        beq     t2, t0, in_u
        CSR_WRITE CSR_SHCS, SHCS_UVE
in_u:   la      t0, spin
        csrw    mepc, t0
        mret
disabled:
        csrw    CSR_MHAIOVCFG, zero
        CSR_SET mstatus, MSTATUS_MIE
1:      j       1b
in_wfi: la      t0, woken
        sd      zero, 0(t0)
        CSR_SET mstatus, 1 << 11
        la      t0, sleeps
        csrw    mepc, t0
        mret
sleeps: wfi
        la      t0, woken
        li      t1, 1
        sd      t1, 0(t0)
1:      j       1b
        .align  2
back:   csrw    CSR_MHAIOVCFG, 1
        CSR_CLEAR mstatus, MSTATUS_MIE
        j       hart_main

        .data
        .align  3
command: .dword 0
waits_in_loop: .dword 0
woken:  .dword  0
polls:  .dword  0
heard:  .dword  0

# Rules 4.30 to 4.40: VIs for the supervisor and for a guest.
#include "harness.h"

#define CSR(word, csr) ((word) | ((csr) << 20))
#define CSRRW_A0_X0 0x00001573
#define CSRRWI_A0_0 0x00005573
#define CSRRW_X0_X0 0x00001073
#define CSRRS_A0_X0 0x00002573
#define CSRRS_A0_A2 0x00062573
#define CSRRC_A0_A2 0x00063573
#define CSRRSI_A0_7 0x0003e573
#define CSRRCI_A0_7 0x0003f573
#define TOP(vid, priority) (((vid) << 16) | ((priority) + 1))
#define NUMBER 0xabcd
#define GUEST_TOP TOP(NUMBER, 2)
#define GUEST_VI (CONFIG(2, 2, 5, 0, 1) | VCPU(9) | NUMBER)
#define THIS_GUEST (VSE(9) | (5 << 48))

        .macro  word instruction, mode
        li      a2, -1
        li      a0, \instruction
        li      a1, \mode
        call    run_word
        .endm
#define WORD(instruction, mode) word (instruction), mode

        .text
        .globl  main
main:
        RULE "4.30"                         # interrupt 25 while a level-0 VID is presented
        CHECK_CSR_BITS(sip, SVI_BIT, 0)
        call    present
        CHECK_CSR_BITS(sip, SVI_BIT, SVI_BIT)
        CHECK_CSR(CSR_SVITOP, TOP(2, 1))
        CSR_WRITE mie, SVI_BIT
        RUN     VS, nothing
        CHECK_LOG(slog, LOG_CAUSE, INTERRUPT | 25)
        CLAIM   a0
        CHECK(a0, TOP(2, 1))
        CHECK_CSR_BITS(sip, SVI_BIT, 0)
        CHECK_CSR(CSR_SVITOP, 0)
        CHECK_VI(STATE_OF(2), 0)
        CHECK_VI(COUNT_OF(2), 1)
        RUN     VS, nothing
        CHECK_LOG(slog, LOG_CAUSE, -1)
        CLAIM   a0
        CHECK(a0, 0)

        RULE "4.31"                         # CSRRW and CSRRWI with rd other than x0 claim, no other form does
        call    present
        .irp    form, CSRRW_X0_X0, CSRRS_A0_X0, CSRRS_A0_A2, CSRRC_A0_A2, CSRRSI_A0_7, CSRRCI_A0_7
        WORD(CSR(\form, CSR_SVITOP), HS)
        CHECK_LOG(mlog, LOG_CAUSE, 9)
        .if     \form != CSRRW_X0_X0
        CHECK_X(10, TOP(2, 1))
        .endif
        CHECK_VI(COUNT_OF(2), 0)
        .endr
        WORD(CSR(CSRRWI_A0_0, CSR_SVITOP), HS)
        CHECK_X(10, TOP(2, 1))
        CHECK_VI(COUNT_OF(2), 1)
        VI_WRITE(VI_SET, 4)
        WORD(CSR(CSRRW_A0_X0, CSR_SVITOP), HS)
        CHECK_X(10, TOP(2, 1))
        CHECK_VI(COUNT_OF(2), 2)

        RULE "4.32"                         # a VS VI: vsip[25], whatever hideleg says; vsie[25] is writable
        call    present_guest
        CHECK_VI(STATE_OF(4), VI_VID_STATE_PENDING | VI_VID_STATE_PRESENTED)
        CHECK_CSR_BITS(vsip, SVI_BIT, SVI_BIT)
        CHECK_CSR_BITS(sip, SVI_BIT, 0)
        CHECK_CSR_BITS(hip, SVI_BIT, 0)
        csrw    vsip, zero
        CHECK_CSR_BITS(vsip, SVI_BIT, SVI_BIT)
        CSR_WRITE vsie, SVI_BIT
        CHECK_CSR(vsie, SVI_BIT)
        CHECK_CSR(mie, 0)
        csrw    vsie, zero
        CHECK_CSR(vsie, 0)
        CSR_WRITE hideleg, 0x444
        CSR_WRITE vsie, SVI_BIT | 0x222
        CHECK_CSR(vsie, SVI_BIT | 0x222)
        CHECK_CSR_BITS(mie, SVI_BIT | 0x444, 0x444)
        li      a0, SVI_BIT
        RUN     VS, guest_enables           # the guest's own sie and sip
        CHECK_X(10, SVI_BIT | 0x222)
        CHECK_X(11, SVI_BIT)

        RULE "4.33"                         # the guest takes 25 and claims its number, never a VID
        call    present_guest
        csrw    vsie, zero
        RUN     VU, nothing
        CHECK_LOG(vlog, LOG_CAUSE, -1)
        CSR_WRITE vsie, SVI_BIT
        RUN     VS, nothing                 # vsstatus.SIE=0
        CHECK_LOG(vlog, LOG_CAUSE, -1)
        RUN     VU, nothing
        CHECK_LOG(vlog, LOG_CAUSE, INTERRUPT | 25)
        CHECK_LOG_ADDRESS(vlog, LOG_EPC, nothing)
        CHECK_LOG(vlog, LOG_TVAL, 0)
        CSR_WRITE vsstatus, SIE_BIT
        RUN     VS, nothing
        CHECK_LOG(vlog, LOG_CAUSE, INTERRUPT | 25)
        WORD(CSR(CSRRS_A0_X0, CSR_SVITOP), VS)
        CHECK_X(10, GUEST_TOP)
        CHECK_VI(COUNT_OF(4), 0)
        WORD(CSR(CSRRW_A0_X0, CSR_SVITOP), VS)
        CHECK_LOG(mlog, LOG_CAUSE, 10)
        CHECK_X(10, GUEST_TOP)
        CHECK_VI(COUNT_OF(4), 1)
        CHECK_VI(STATE_OF(4), 0)
        CHECK_CSR_BITS(vsip, SVI_BIT, 0)
        WORD(CSR(CSRRW_A0_X0, CSR_SVITOP), VS)
        CHECK_X(10, 0)

        RULE "4.34"                         # HS sees it in vsvitop, and claims it there; its own svitop is another
        call    present_guest
        call    present
        CHECK_CSR(CSR_VSVITOP, GUEST_TOP)
        CHECK_CSR(CSR_SVITOP, TOP(2, 1))
        WORD(CSR(CSRRW_A0_X0, CSR_VSVITOP), HS)
        CHECK_X(10, GUEST_TOP)
        CHECK_VI(COUNT_OF(4), 1)
        CHECK_CSR(CSR_VSVITOP, 0)
        CHECK_CSR(CSR_SVITOP, TOP(2, 1))

        RULE "4.35"                         # another slot or vCPU, or VSE=0: it waits
        VI_WRITE(CONFIG_OF(4), GUEST_VI)
        VI_WRITE(VI_SET, 16)
        .irp    context, VSE(8) | (5 << 48), VSE(9) | (6 << 48), (9 << 56) | (5 << 48)
        CSR_WRITE CSR_HVICTX, \context
        CHECK_VI(STATE_OF(4), VI_VID_STATE_PENDING)
        CHECK_CSR_BITS(vsip, SVI_BIT, 0)
        .endr
        CSR_WRITE CSR_HVICTX, THIS_GUEST
        SETTLE
        CHECK_CSR_BITS(vsip, SVI_BIT, SVI_BIT)
        VI_WRITE(CONFIG_OF(6), CONFIG(2, 2, 5, 0, 0) | VCPU(9))
        VI_WRITE(VI_SET, 64)                # no affinity
        CHECK_VI(STATE_OF(6), VI_VID_STATE_PENDING)

        RULE "4.36"                         # VSE=0: vsip[25], vsie[25], vsvitop are 0, svitop from VS is virtual
        call    present_guest
        CSR_WRITE vsie, SVI_BIT
        CSR_CLEAR CSR_HVICTX, HVICTX_VSE
        CHECK_CSR(vsip, 0)
        CHECK_CSR(vsie, 0)
        CHECK_CSR(CSR_VSVITOP, 0)
        CSR_WRITE vsie, SVI_BIT
        CHECK_CSR(vsie, 0)
        WORD(CSR(CSRRS_A0_X0, CSR_SVITOP), VS)
        CHECK_LOG(mlog, LOG_CAUSE, 22)
        CSR_WRITE vsstatus, SIE_BIT
        RUN     VS, nothing
        CHECK_LOG(vlog, LOG_CAUSE, -1)

        RULE "4.37"                         # evict becomes pending, once, when a VID begins to wait
        VI_WRITE(VI_SLOT_EVICT + 64 * 5, (1 << 63) | 2)
        CHECK_VI(VI_SLOT_EVICT + 64 * 5, (1 << 63) | 2)
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 1, 0, 0, 1))
        VI_WRITE(CONFIG_OF(4), GUEST_VI)
        VI_WRITE(VI_SET, 16)
        CHECK_CSR(CSR_SVITOP, TOP(2, 1))
        CLAIM   a0
        VI_WRITE(VI_SET, 16)                # it waits already
        CHECK_CSR(CSR_SVITOP, 0)
        VI_WRITE(CONFIG_OF(4), MASKED)
        VI_WRITE(CONFIG_OF(4), GUEST_VI)    # begins again
        CHECK_CSR(CSR_SVITOP, TOP(2, 1))
        CLAIM   a0
        VI_WRITE(VI_SLOT_EVICT + 64 * 5, 2) # V=0
        VI_WRITE(CONFIG_OF(4), MASKED)
        VI_WRITE(CONFIG_OF(4), GUEST_VI)
        CHECK_CSR(CSR_SVITOP, 0)

        RULE "4.38"                         # also after withdrawal; not while its vCPU runs and claims another first
        VI_WRITE(VI_SLOT_EVICT + 64 * 5, (1 << 63) | 2)
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 1, 0, 0, 1))
        call    present_guest
        CHECK_CSR(CSR_SVITOP, 0)
        VI_WRITE(CONFIG_OF(6), GUEST_VI)
        VI_WRITE(VI_SET, 64)
        CHECK_VI(STATE_OF(6), VI_VID_STATE_PENDING)
        CHECK_CSR(CSR_SVITOP, 0)
        VI_WRITE(CONFIG_OF(6), MASKED)
        csrw    CSR_HVICTX, zero
        SETTLE
        CHECK_CSR(CSR_SVITOP, TOP(2, 1))
        CHECK_VI(STATE_OF(4), VI_VID_STATE_PENDING)

        RULE "4.39"                         # a write of hvictx withdraws first: what was presented never shows with the new context
        call    present_guest
        CSR_WRITE CSR_HVICTX, VSE(8) | (5 << 48)
        CHECK_CSR(CSR_VSVITOP, 0)
        CHECK_CSR_BITS(vsip, SVI_BIT, 0)
        CHECK_VI(COUNT_OF(4), 0)
        CSR_WRITE CSR_HVICTX, THIS_GUEST
        SETTLE
        CHECK_CSR(CSR_VSVITOP, GUEST_TOP)

        RULE "4.40"                         # it wakes the guest from WFI
        call    present_guest
        CSR_WRITE vsie, SVI_BIT
        RUN     VS, waits
        CHECK_LOG(mlog, LOG_CAUSE, 10)

        DONE

present:
        VI_WRITE(CONFIG_OF(2), CONFIG(0, 1, 0, 0, 1))
        VI_WRITE(VI_SET, 4)
        ret

present_guest:
        CSR_WRITE CSR_HVICTX, THIS_GUEST
        VI_WRITE(CONFIG_OF(4), GUEST_VI)
        VI_WRITE(VI_SET, 16)
        ret

guest_enables:
        csrr    a0, sie
        csrr    a1, sip
        ecall
waits:  wfi
        ecall

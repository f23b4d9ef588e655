# Tests of Xhaiov on the bare machine. A program is a list of RULE "n.m", the rules of docs/xhaiov.md, each followed by its checks. It runs in M;
# RUN executes a piece of code in another mode up to the next trap to M. begin_rule puts hart and controller into a known state, so that rules do
# not depend on each other: nothing delegated but what Xhaiov delegates, no translation, every VID masked and configured to nothing. A rule that has passed is
# printed; one that fails ends the program with status 1 and says line, value found and value expected.
#include "machine.h"
#include "xhaiov-facts.h"

        .option arch, +h

/* Modes of RUN. */
#define U 0
#define HS 1
#define M 3
#define VU 4
#define VS 5

/* A log of a trap: x1 to x31 at 8 * n, then CSRs. Of m_trap (mlog), hs_trap (slog), vs_trap (vlog). */
#define LOG_CAUSE 256
#define LOG_EPC 264
#define LOG_TVAL 272
#define LOG_TVAL2 280
#define LOG_TINST 288
#define LOG_STATUS 296
#define LOG_HSTATUS 304
#define LOG_SIZE 320

#define INTERRUPT (1 << 63)
#define SV39 (8 << 60)
#define SIE_BIT 2
#define SPIE_BIT 0x20
#define MSTATUS_MIE 8
#define MSTATUS_MPIE 0x80
#define MSTATUS_MPRV (1 << 17)
#define MSTATUS_TVM (1 << 20)
#define HSTATUS_GVA 0x40
#define HSTATUS_SPV 0x80
#define HSTATUS_SPVP 0x100
#define HSTATUS_HU 0x200
#define SSI 1
#define CLINT 0x2000000
#define SVI_BIT (1 << 25)
#define DOORBELL_BIT (1 << 26)

#define PTE_V 1
#define PTE_R 2
#define PTE_W 4
#define PTE_X 8
#define PTE_U 16
#define PTE_A 64
#define PTE_D 128
#define PTE_ALL 0xdf
#define PTE_MMIO (1 << 58)
/* Where user_root, and guests with g_root, have another view of RAM: RAM + x is at ALIAS + x. */
#define ALIAS 0x40000000

/* vid[v].config */
#define CONFIG(level, priority, slot, home, affinity) \
        ((1 << 63) | ((level) << 60) | ((priority) << 58) | ((slot) << 48) | ((home) << 32) | ((affinity) << 24))
#define MASKED (1 << 62)
#define VCPU(v) ((v) << 40)
#define ENTRY(slot, vid) ((1 << 63) | ((slot) << 48) | (vid))
/* hvictx, uvictx */
#define CONTEXT(slot, base, limit) ((1 << 63) | ((slot) << 48) | ((limit) << 32) | (base))
#define VSE(vcpu) ((1 << 54) | ((vcpu) << 56))

#define VID_AT(offset, vid) ((offset) + 64 * (vid))
#define CONFIG_OF(vid) VID_AT(VI_VID_CONFIG, vid)
#define STATE_OF(vid) VID_AT(VI_VID_STATE, vid)
#define COUNT_OF(vid) VID_AT(VI_VID_COUNT, vid)

        .macro  RULE name:req
        .pushsection .rodata
98:     .asciz  "\name"
        .popsection
        la      a0, 98b
        call    begin_rule
        .endm

        .macro  check reg, value, line
        li      t6, \value
        beq     \reg, t6, 97f
        mv      a1, \reg
        mv      a2, t6
        li      a0, \line
        j       fail
97:
        .endm
#define CHECK(reg, value) check reg, (value), __LINE__

        .macro  check_address reg, symbol, line
        la      t6, \symbol
        beq     \reg, t6, 97f
        mv      a1, \reg
        mv      a2, t6
        li      a0, \line
        j       fail
97:
        .endm
#define CHECK_ADDRESS(reg, symbol) check_address reg, symbol, __LINE__

        .macro  log_load log, offset
        la      t5, \log
        ld      t5, \offset(t5)
        .endm
/* A field of a log, or of it the bits of a mask. */
#define CHECK_LOG(log, offset, value) log_load log, offset; check t5, (value), __LINE__
#define CHECK_LOG_BITS(log, offset, mask, value) log_load log, offset; li t4, (mask); and t5, t5, t4; check t5, (value), __LINE__
#define CHECK_LOG_ADDRESS(log, offset, symbol) log_load log, offset; check_address t5, symbol, __LINE__
/* xN as it was at the last trap to M. */
#define CHECK_X(n, value) log_load mlog, (8 * (n)); check t5, (value), __LINE__
#define CHECK_CSR(csr, value) csrr t5, csr; check t5, (value), __LINE__
#define CHECK_CSR_BITS(csr, mask, value) csrr t5, csr; li t4, (mask); and t5, t5, t4; check t5, (value), __LINE__
#define CHECK_MEMORY(symbol, value) la t5, symbol; ld t5, 0(t5); check t5, (value), __LINE__

        .macro  RUN mode:req, target:req
        la      t0, \target
        li      t1, \mode
        call    run
        .endm

        .macro  CSR_WRITE csr, value
        li      t5, \value
        csrw    \csr, t5
        .endm
        .macro  CSR_SET csr, value
        li      t5, \value
        csrs    \csr, t5
        .endm
        .macro  CSR_CLEAR csr, value
        li      t5, \value
        csrc    \csr, t5
        .endm

/* Steps of a loop that give a controller time to present what it is told to: 0 suits one that takes none. Builds for hardware set it. */
#ifndef VI_SETTLE
#define VI_SETTLE 0
#endif
        .macro  SETTLE
        .if     VI_SETTLE
        li      t6, VI_SETTLE
96:     addi    t6, t6, -1
        bnez    t6, 96b
        .endif
        .endm
/* svitop claims into reg. */
        .macro  CLAIM reg:req
        csrrw   \reg, CSR_SVITOP, zero
        SETTLE
        .endm

/* The VI controller; t5, t6 are lost. */
        .macro  vi_write offset, value
        li      t5, VI_BASE + \offset
        li      t6, \value
        sd      t6, 0(t5)
        SETTLE
        .endm
#define VI_WRITE(offset, value) vi_write (offset), (value)
        .macro  vi_read offset
        li      t5, VI_BASE + \offset
        ld      t5, 0(t5)
        .endm
#define CHECK_VI(offset, value) vi_read (offset); check t5, (value), __LINE__
        .macro  vi_write_address offset, symbol
        li      t5, VI_BASE + \offset
        la      t6, \symbol
        sd      t6, 0(t5)
        .endm
#define VI_WRITE_ADDRESS(offset, symbol) vi_write_address (offset), symbol
/* ctx[v]: handler and satp of user_root with an ASID; the rest stays 0. */
        .macro  user_context vid, handler, asid
        vi_write_address (VI_CTX_UTVEC + 64 * (\vid)), \handler
        li      t6, SV39 | ((\asid) << 44)
        la      t5, user_root
        srli    t5, t5, 12
        or      t6, t6, t5
        li      t5, VI_BASE + VI_CTX_SUATP + 64 * (\vid)
        sd      t6, 0(t5)
        .endm
#define USER_CONTEXT(vid, handler, asid) user_context vid, handler, asid
/* hgatp with g_root. */
        .macro  GUEST_TABLES
        la      t5, g_root
        srli    t5, t5, 12
        li      t6, SV39
        or      t5, t5, t6
        csrw    hgatp, t5
        hfence.gvma
        .endm
/* Entry n of a page table := pte, or a leaf or table at symbol with flags. */
        .macro  PTE table, n, pte
        la      t5, \table
        li      t6, \n
        slli    t6, t6, 3
        add     t5, t5, t6
        li      t6, \pte
        sd      t6, 0(t5)
        hfence.gvma
        sfence.vma
        .endm
        .macro  PTE_TO table, n, symbol, flags
        la      t5, \symbol
        srli    t5, t5, 2
        li      t6, \flags
        or      t6, t6, t5
        la      t5, \table
        sd      t6, 8 * (\n)(t5)
        hfence.gvma
        sfence.vma
        .endm

        .macro  DONE
        j       finish
        .endm

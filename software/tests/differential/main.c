/* Runs the programs of an image one after the other and writes down every trap and all that a program leaves behind. Nothing is
   interpreted or made equal here: that is the business of who compares (package org.haiov.verification.differential). */
#include "machine.h"
#include "differential.h"

#define read(csr) ({ u64 v_; __asm__ volatile("csrr %0, " #csr : "=r"(v_)); v_; })
#define write(csr, value) __asm__ volatile("csrw " #csr ", %0" : : "rK"((u64)(value)))

/* Numbers, for assemblers that do not know the hypervisor's names. */
#define HSTATUS 0x600
#define HTVAL 0x643
#define HTINST 0x64a
#define HVIP 0x645
#define HGATP 0x680
#define HEDELEG 0x602
#define HIDELEG 0x603
#define HCOUNTEREN 0x606
#define HENVCFG 0x60a
#define HTIMEDELTA 0x605
#define VSSTATUS 0x200
#define VSEPC 0x241
#define VSCAUSE 0x242
#define VSTVAL 0x243
#define VSATP 0x280
#define VSTVEC 0x205
#define VSSCRATCH 0x240
#define VSTIMECMP 0x24d
#define STIMECMP 0x14d
#define SENVCFG 0x10a
#define MTINST 0x34a
#define MTVAL2 0x34b
#define MENVCFG 0x30a
#define read_(number) read_number(number)
#define read_number(number) read(number)
#define write_(number, value) write_number(number, value)
#define write_number(number, value) write(number, value)

#define SIE 0x2UL
#define SPIE 0x20UL
#define SPP 0x100UL
#define MPIE 0x80UL
#define MIE 0x8UL
#define MPP 0x1800UL
#define MPP_S 0x800UL
#define MPRV 0x20000UL
#define MPV (1UL << 39)
#define GVA (1UL << 38)
#define SPV 0x80UL

#define ECALL 0x73
#define ECALL_HS 9
#define ECALL_VS 10

void enter(u64 code);
extern u64 frame[32];

static u64 slot;
static u64 *results;
static u64 probe;

static int inside(u64 pc)
{
    return pc >= slot && pc < slot + CODE_END && !(pc & 1);
}

/* The bits of the instruction at pc; 0 where it is none of the program's. */
static u32 instruction(u64 pc)
{
    return inside(pc) ? *(volatile unsigned short *)pc | (u32) * (volatile unsigned short *)(pc + 2) << 16 : 0;
}

/* What sret does to sstatus or vsstatus. */
static u64 returned(u64 status)
{
    return (status & ~(SIE | SPP)) | SPIE | (status & SPIE ? SIE : 0);
}

static u64 hash(u64 h, u64 value)
{
    h = (h ^ value) * 0x9e3779b97f4a7c15UL;
    return h ^ h >> 29;
}

/* Writes the trap down, undoes the entries into HS and VS that led here, and goes on behind the instruction. Nonzero: the program has ended. */
int handle(u64 *x, u64 mstatus)
{
    u64 n = results[TRAPS]++;
    u64 *r = results + RECORDS + n * RECORD;
    u64 cause = read(mcause), pc = read(mepc), value = read(mtval);
    r[0] = cause;
    r[1] = pc;
    r[2] = value;
    r[3] = read_(MTVAL2);
    r[4] = read_(MTINST);
    r[5] = mstatus;
    u64 h = 0;
    for (int i = 1; i < 32; i++)
        h = hash(h, x[i]);
    r[6] = h;
    if (n == probe)
        for (int i = 1; i < 32; i++)
            results[PROBE + i] = x[i];
    r[15] = read(satp);
    mstatus &= ~GVA;
    if (cause == ECALL_HS && pc == slot + TRAP_PAGE) {
        u64 status = read(sstatus), hstatus = read_(HSTATUS);
        r[7] = cause = read(scause);
        r[8] = pc = read(sepc);
        r[9] = value = read(stval);
        r[10] = read_(HTVAL);
        r[11] = read_(HTINST);
        r[12] = status;
        r[13] = hstatus;
        mstatus = (mstatus & ~(MPP | MPV)) | (status & SPP ? MPP_S : 0) | (hstatus & SPV ? MPV : 0);
        write(sstatus, returned(status));
        write_(HSTATUS, hstatus & ~SPV);
        mstatus = (mstatus & ~(SIE | SPIE | SPP)) | (returned(status) & (SIE | SPIE | SPP));
    }
    if (cause == ECALL_VS && pc == slot + TRAP_PAGE) {
        u64 status = read_(VSSTATUS);
        cause = read_(VSCAUSE);
        r[8] = pc = read_(VSEPC);
        r[9] = value = read_(VSTVAL);
        r[12] = status;
        r[14] = cause;
        mstatus = (mstatus & ~MPP) | MPV | (status & SPP ? MPP_S : 0);
        write_(VSSTATUS, returned(status));
        if (cause >> 63)
            cause++; /* VS sees the codes of S */
    }
    mstatus &= ~MPRV;
    u32 word = instruction(pc);
    if (results[TRAPS] >= MAX_TRAPS || pc == slot + END)
        return 1;
    if (cause >> 63) {
        write(mie, read(mie) & ~(1UL << (cause & 63)));
        if ((word & 0xf800007f) == 0x1800002f)
            pc += 4; /* SC, whose reservation an implementation may have ended, and which then need not look at its address */
    }
    else if (word == ECALL && instruction(pc + 4) == PHASE_END) {
        pc += 8;
        mstatus = (mstatus & ~(MPV | MPIE | MIE)) | MPP;
    } else if (!inside(pc) || value == pc || value == pc + 2) /* a fetch: x1 leads back */
        pc = x[1] & ~1UL;
    else
        pc += (word & 0xf800007f) == 0x1000002f ? 8 : (word & 3) == 3 ? 4 : 2; /* LR takes the SC after it along */
    if (!inside(pc) && pc != slot + TRAP_PAGE)
        return 1;
    write(mepc, pc);
    write(mstatus, mstatus);
    return 0;
}

/* The state after a program that its own registers do not show. */
static void leave(void)
{
    u64 *c = results + CSRS;
    *c++ = read(mstatus) & ~GVA;
    *c++ = read_(HSTATUS);
    *c++ = read_(VSSTATUS);
    *c++ = read(medeleg);
    *c++ = read(mideleg);
    *c++ = read_(HEDELEG);
    *c++ = read_(HIDELEG);
    *c++ = read(mie);
    *c++ = read(mip);
    *c++ = read(sepc);
    *c++ = read(sscratch);
    *c++ = read(satp);
    *c++ = read_(VSEPC);
    *c++ = read_(VSSCRATCH);
    *c++ = read_(VSATP);
    *c++ = read_(HGATP);
    *c++ = read(mcounteren);
    *c++ = read(scounteren);
    *c++ = read_(HCOUNTEREN);
    *c++ = read_(MENVCFG);
    *c++ = read_(HENVCFG);
    *c++ = read_(SENVCFG);
    *c++ = read_(HTIMEDELTA);
    *c++ = read_(HVIP);
    *c++ = read(pmpcfg0);
    *c++ = read(pmpaddr0);
}

static void calm(void)
{
    write(mie, 0);
    write(mstatus, 0);
    write(satp, 0);
    write_(VSATP, 0);
    write_(HGATP, 0);
    write(medeleg, 0);
    write(mideleg, 0);
    write_(HEDELEG, 0);
    write_(HIDELEG, 0);
    write_(MENVCFG, 1UL << 63);
    write_(HENVCFG, 1UL << 63);
    write_(HTIMEDELTA, 0);
    write_(STIMECMP, -1UL);
    write_(VSTIMECMP, -1UL);
    write_(MENVCFG, 0);
    write_(HENVCFG, 0);
    write_(SENVCFG, 0);
    write_(HVIP, 0);
    write(mip, 0);
    write_(HSTATUS, 0);
    write_(VSSTATUS, 0);
    write_(HCOUNTEREN, 0);
    write(mcounteren, 0);
    write(scounteren, 0);
    write(sepc, 0);
    write(scause, 0);
    write(stval, 0);
    write(sscratch, 0);
    write_(VSEPC, 0);
    write_(VSCAUSE, 0);
    write_(VSTVAL, 0);
    write_(VSSCRATCH, 0);
    write_(HTVAL, 0);
    write_(HTINST, 0);
    write(mtval, 0);
    write_(MTVAL2, 0);
    write_(MTINST, 0);
    write(pmpcfg0, 0);
    write(pmpcfg2, 0x1fUL << 56);
    write(pmpaddr15, -1UL >> 10);
    __asm__ volatile("sfence.vma");
    __asm__ volatile(".insn r 0x73, 0, 0x11, x0, x0, x0"); /* hfence.vvma */
    __asm__ volatile(".insn r 0x73, 0, 0x31, x0, x0, x0"); /* hfence.gvma */
    __asm__ volatile("fence.i");
}

int main(void)
{
    *(volatile u64 *)0x02004000 = -1UL; /* mtimecmp: 0 after QEMU's reset */
    volatile u64 *header = (volatile u64 *)HEADER;
    probe = header[2];
    for (u64 i = 0; i < header[0]; i++) {
        slot = SLOTS + i * SLOT_SIZE;
        results = (u64 *)(slot + RESULTS);
        calm();
        for (int n = 1; n < 32; n++)
            frame[n] = 0;
        enter(slot);
        leave();
        calm(); /* PMP borders of the program would cut our accesses, too */
        for (int n = 1; n < 32; n++)
            results[REGISTERS + n] = frame[n];
        results[ENDED] = 1;
        header[1] = i + 1;
    }
    return 0;
}

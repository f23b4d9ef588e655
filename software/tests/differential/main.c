/* Runs the programs of an image one after the other, logs every trap, and prints a line for each: number, traps, hash of all it left behind. */
#include "machine.h"
#include "differential.h"

#define read(csr) ({ u64 v_; __asm__ volatile("csrr %0, " #csr : "=r"(v_)); v_; })
#define write(csr, value) __asm__ volatile("csrw " #csr ", %0" : : "r"((u64)(value)))

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
#define MTINST 0x34a
#define MTVAL2 0x34b
#define MENVCFG 0x30a
#define read_(number) read_number(number)
#define read_number(number) read(number)
#define write_(number, value) write_number(number, value)
#define write_number(number, value) write(number, value)

#define MAX_TRAPS 48
#define LOG 2048
#define SIE 0x2UL
#define SPIE 0x20UL
#define SPP 0x100UL
#define MPP 0x1800UL
#define MPRV 0x20000UL
#define MPV (1UL << 39)
#define SPV 0x80UL
#define GVA (1UL << 38)
#define H_GVA 0x40UL

void enter(u64 code);
extern u64 frame[32];

static u64 record[LOG];
static int records;
static int traps;
static u64 slot;

static void note(u64 value)
{
    if (records < LOG)
        record[records++] = value;
}

static int inside(u64 pc)
{
    return pc >= slot && pc < slot + CODE_END;
}

/* What sret does to sstatus or vsstatus. */
static u64 returned(u64 status)
{
    return (status & ~(SIE | SPP)) | SPIE | (status & SPIE ? SIE : 0);
}

/* The bits of the instruction at pc; 0 where it is none of the program's. */
static u32 instruction(u64 pc)
{
    return inside(pc) ? *(volatile unsigned short *)pc | (u32) * (volatile unsigned short *)(pc + 2) << 16 : 0;
}

/* Where QEMU 7.2 differs (docs/golden-model.md) the two are made equal here: faults of AMOs and SC are a store's, not a load's; GVA is 0
   where xtval holds no guest virtual address, and 1 for HLV and HSV; mtval2 and htval are 0 but for guest-page faults; mtinst and htinst hold
   transformed instructions; xtval of an illegal HLV or HSV is the instruction; what VU may not do is virtual and not illegal; a walk's
   guest-page fault has the cause of the access that walks; xtval of a misaligned access fault is not cut. */
static int is_store(u32 word)
{
    int compressed = (word & 3) != 1 && (word & 3) != 3 && (word >> 13 & 7) >= 6;
    return compressed || (word & 0x7f) == 0x23 || (word & 0x7f) == 0x2f || (word & 0x200707f) == 0x2004073;
}

static u64 cause_of(u64 cause, u64 pc, u64 value, u64 instruction_, u32 word)
{
    int atomic = (word & 0x7f) == 0x2f && word >> 27 != 2;
    if (atomic && (cause == 4 || cause == 5 || cause == 13 || cause == 21))
        return cause + 2;
    if (instruction_ == 0x3000)
        return value == pc || value == pc + 2 ? 20 : is_store(word) && !((word & 0x7f) == 0x2f && !atomic) ? 23 : 21;
    return cause == 22 ? 2 : cause;
}

static u64 without_gva(u64 status, u64 gva, u64 cause, u32 word)
{
    int address = cause == 4 || cause == 5 || cause == 6 || cause == 7 || (cause >= 12 && cause <= 23 && cause != 22);
    int guest = (word & 0x707f) == 0x4073 || (status & (MPP | MPV)) == MPP;
    return address && !guest ? status : status & ~gva;
}

static int guest_page_fault(u64 cause)
{
    return cause == 20 || cause == 21 || cause == 23;
}

static u64 pseudo(u64 instruction)
{
    return instruction == 0x3000 ? instruction : 0;
}

static u64 value_of(u64 value, u64 cause, u32 word)
{
    if (cause == 2)
        return (word & 0x707f) == 0x4073 ? 0 : value;
    return cause == 5 || cause == 7 ? value & ~255UL : value;
}

int handle(u64 *x, u64 mstatus)
{
    u64 cause = read(mcause), pc = read(mepc), bit = cause;
    u32 word = instruction(pc);
    cause = cause_of(cause, pc, read(mtval), read_(MTINST), word);
    mstatus = without_gva(mstatus, GVA, read(mtval) ? cause : 0, word);
    write(mstatus, mstatus);
    note(cause);
    note(pc);
    note(value_of(read(mtval), cause, word));
    note(guest_page_fault(cause) ? read_(MTVAL2) : 0);
    note(pseudo(read_(MTINST)));
    note(mstatus);
    if ((cause == 9 || cause == 10) && pc == slot + TRAP_PAGE) {
        u64 status;
        if (cause == 9) {
            cause = bit = read(scause);
            pc = read(sepc);
            status = read(sstatus);
            u64 hstatus = read_(HSTATUS);
            word = instruction(pc);
            cause = cause_of(cause, pc, read(stval), read_(HTINST), word);
            note(value_of(read(stval), cause, word));
            note(guest_page_fault(cause) ? read_(HTVAL) : 0);
            note(pseudo(read_(HTINST)));
            hstatus = without_gva(hstatus, H_GVA, read(stval) ? cause : 0, word);
            note(hstatus);
            mstatus = (mstatus & ~(MPP | MPV | MPRV)) | (status & SPP ? 0x800 : 0) | (hstatus & SPV ? MPV : 0);
            write(mstatus, mstatus);
            write(sstatus, returned(status));
            write_(HSTATUS, hstatus & ~SPV);
            mstatus = read(mstatus);
        } else {
            cause = read_(VSCAUSE);
            bit = cause >> 63 ? cause + 1 : cause;
            pc = read_(VSEPC);
            word = instruction(pc);
            cause = cause_of(cause, pc, read_(VSTVAL), 0, word);
            status = read_(VSSTATUS);
            note(value_of(read_(VSTVAL), cause, word));
            mstatus = (mstatus & ~(MPP | MPRV)) | MPV | (status & SPP ? 0x800 : 0);
            write_(VSSTATUS, returned(status));
        }
        note(cause);
        note(pc);
        note(status);
    }
    mstatus &= ~MPRV; /* QEMU's translations outlive the change of MPP */
    write(mstatus, mstatus);
    word = instruction(pc);
    if (++traps >= MAX_TRAPS || pc == slot + END)
        return 1;
    if (cause >> 63)
        write(mie, read(mie) & ~(1UL << (bit & 63)));
    else if (cause == 0 || cause == 1 || cause == 12 || cause == 20)
        pc = x[1] & ~1UL;
    else if (inside(pc))
        pc += (word & 0xf800007f) == 0x1000002f ? 8 : (word & 3) == 3 ? 4 : 2; /* LR takes the SC after it along */
    if (!inside(pc))
        return 1;
    write(mepc, pc);
    write(mstatus, mstatus);
    return 0;
}

static u64 hash(u64 h, u64 value)
{
    h = (h ^ value) * 0x9e3779b97f4a7c15UL;
    return h ^ h >> 29;
}

static void show(const char *name, u64 value)
{
    print(name);
    print_hex(value);
    print("\n");
}

/* State after a program that software can see. */
static u64 state(int verbose)
{
    struct { const char *name; u64 value; } all[] = {
        {"mstatus ", read(mstatus) & ~GVA}, {"hstatus ", read_(HSTATUS) & ~H_GVA}, {"vsstatus ", read_(VSSTATUS)}, {"medeleg ", read(medeleg)},
        {"hedeleg ", read_(HEDELEG)}, {"hideleg ", read_(HIDELEG)}, {"mideleg ", read(mideleg) & ~0x1000UL /* QEMU has GEILEN > 0 */}, {"mie ", read(mie) & ~0x1000UL}, {"mip ", read(mip)},
        {"sepc ", read(sepc)}, {"sscratch ", read(sscratch)}, {"satp ", read(satp)},
        {"vsepc ", read_(VSEPC)}, {"vsscratch ", read_(VSSCRATCH)},
        {"vsatp ", read_(VSATP)}, {"hgatp ", read_(HGATP)}, 
    };
    u64 h = 0;
    for (unsigned i = 0; i < sizeof all / sizeof *all; i++) {
        h = hash(h, all[i].value);
        if (verbose)
            show(all[i].name, all[i].value);
    }
    return h;
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
    write_(HVIP, 0);
    write(mip, 0);
    write_(HSTATUS, 0);
    write_(VSSTATUS, 0);
    write_(MENVCFG, 0);
    write_(HENVCFG, 0);
    write_(HTIMEDELTA, 0);
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
    write(pmpcfg0, 0);
    write(pmpcfg2, 0x1fUL << 56);
    write(pmpaddr15, -1UL);
    __asm__ volatile("sfence.vma");
    __asm__ volatile(".insn r 0x73, 0, 0x11, x0, x0, x0"); /* hfence.vvma */
    __asm__ volatile(".insn r 0x73, 0, 0x31, x0, x0, x0"); /* hfence.gvma */
}

static void program(u64 number, int verbose)
{
    slot = SLOTS + number * SLOT_SIZE;
    records = traps = 0;
    calm();
    enter(slot);
    u64 h = state(verbose);
    calm(); /* PMP borders of the program would cut our accesses, too */
    for (int i = 1; i < 32; i++) {
        h = hash(h, frame[i]);
        if (verbose) {
            put('x');
            put('0' + i / 10);
            put('0' + i % 10);
            show(" ", frame[i]);
        }
    }
    u64 data = 0;
    for (u64 at = slot + DATA; at < slot + DATA + DATA_SIZE; at += 8)
        data = hash(data, *(volatile u64 *)at);
    u64 log = 0;
    for (int i = 0; i < records; i++) {
        log = hash(log, record[i]);
        if (verbose)
            show("log ", record[i]);
    }
    print_hex(number);
    put(' ');
    print_hex(h);
    put(' ');
    print_hex(data);
    put(' ');
    print_hex(log);
    put(' ');
    print_hex(traps);
    put('\n');
}

int main(void)
{
    *(volatile u64 *)0x02004000 = -1UL; /* mtimecmp: 0 after QEMU's reset */
    u64 *header = (u64 *)HEADER;
    for (u64 i = 0; i < header[0]; i++)
        if (header[1] == -1UL || header[1] == i)
            program(i, header[1] == i);
    return 0;
}

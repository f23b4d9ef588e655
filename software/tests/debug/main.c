/* What a debugger is tried on: variables, LR/SC, traps, WFI with a timer, and the same code at the same virtual address in HS (Sv39) and in
   VS (two stages) with other data behind it. Two harts. The exit code is 7. */
#include "machine.h"

#define MTIMECMP 0x02004000
#define MTIME 0x0200BFF8
#define PAGE 4096

/* modes.S */
extern u8 inner_code[], supervisor_data[], guest_data[];
u64 enter(u64 mstatus, u64 pc);
void lrsc_add(u64 *where, u64 what);
u64 wait_for_timer(void);

/* Virtual addresses of both inner programs: code, data; unmapped between and behind. */
#define INNER_CODE 0x40000000
#define INNER_DATA 0x40002000

enum { V = 1, R = 2, W = 4, X = 8, U = 16, A = 64, D = 128 };

static u64 supervisor_tables[3][512] __attribute__((aligned(PAGE)));
static u64 guest_tables[3][512] __attribute__((aligned(PAGE)));
static u64 stage2_root[2048] __attribute__((aligned(4 * PAGE)));

volatile u64 watched;
volatile u64 unwatched;
volatile u64 lock_count;
volatile u64 traps;
volatile u64 other_hart;
volatile u64 done;

static u64 leaf(const void *page, u64 bits) { return (u64)page >> 12 << 10 | bits | V | A | D; }
static u64 table(const void *page) { return (u64)page >> 12 << 10 | V; }

/* INNER_CODE and INNER_DATA in a tree of three tables. */
static u64 map(u64 tables[3][512], const void *data)
{
    tables[0][INNER_CODE >> 30] = table(tables[1]);
    tables[1][0] = table(tables[2]);
    tables[2][0] = leaf(inner_code, R | X);
    tables[2][(INNER_DATA >> 12) & 511] = leaf(data, R | W);
    return 8ul << 60 | (u64)tables[0] >> 12;
}

/* mcause 3, 9, 10 (ebreak, ecall from HS and VS) go on behind the instruction; modes.S looks at the mode. */
u64 trap(u64 cause, u64 pc, u64 value, u64 *registers)
{
    (void)value;
    (void)registers;
    traps++;
    if (cause == 3)
        return pc + 2;
    print("unexpected trap\n");
    exit(99);
}

__attribute__((noinline)) void touch(u64 i)
{
    unwatched = i;
    watched = watched + i;
}

int main(void)
{
    for (u64 i = 1; i <= 4; i++)
        touch(i);
    lrsc_add((u64 *)&lock_count, 3);
    __asm__ volatile("c.ebreak");

    __asm__ volatile("csrw satp, %0; sfence.vma" : : "r"(map(supervisor_tables, supervisor_data)));
    u64 from_supervisor = enter(1ul << 11, INNER_CODE);

    for (int i = 0; i < 4; i++) /* guest physical = physical, 1 GiB a page */
        stage2_root[i] = (u64)i << 28 | R | W | X | U | V | A | D;
    __asm__ volatile("csrw hgatp, %0" : : "r"(8ul << 60 | (u64)stage2_root >> 12));
    __asm__ volatile("csrw vsatp, %0" : : "r"(map(guest_tables, guest_data)));
    __asm__ volatile(".word 0x62000073"); /* hfence.gvma */
    u64 from_guest = enter(1ul << 39 | 1ul << 11, INNER_CODE);

    *(volatile u64 *)MTIMECMP = *(volatile u64 *)MTIME + 50;
    u64 woken = wait_for_timer();
    done = 1;
    while (other_hart == 0)
        ;
    return from_supervisor == 0x1111 && from_guest == 0x2222 && woken == 1 && watched == 10 && lock_count == 3 ? 7 : 1;
}

void hart_main(void)
{
    while (!done)
        __asm__ volatile("");
    other_hart = 1;
}

/*
 * What translated code could get wrong: timer interrupts at every distance, code that rewrites itself and code that writes beside itself,
 * calls and returns that do not match, harts that take turns, accesses that fault or cross pages, counters read in the middle.
 * Writes a hash of all it saw. On several harts all take part.
 */
#include "machine.h"

#define CLINT_MTIMECMP ((volatile u64 *)0x02004000)
#define CLINT_MTIME ((volatile u64 *)0x0200BFF8)
#define read(csr) ({ u64 v_; __asm__ volatile("csrr %0, " #csr : "=r"(v_)); v_; })

static u64 hash = 1;
static volatile u64 interrupts, faults;
static volatile u64 counter __attribute__((aligned(64)));
static volatile u32 arrived;
static u64 next_distance = 1;
static u32 harts = 1;

static void note(u64 value)
{
    hash = (hash ^ value) * 0x100000001B3;
}

u64 trap(u64 cause, u64 pc, u64 value, u64 *registers)
{
    if (cause >> 63) { /* the timer of hart 0 */
        interrupts++;
        note(pc);
        for (int i = 1; i < 32; i++)
            note(registers[i]);
        next_distance = next_distance * 5 % 257 + 1;
        CLINT_MTIMECMP[0] = *CLINT_MTIME + next_distance;
        return pc;
    }
    faults++;
    note(cause);
    note(pc);
    note(value);
    for (int i = 1; i < 32; i++)
        note(registers[i]);
    return pc + ((*(volatile unsigned short *)pc & 3) == 3 ? 4 : 2);
}

static __attribute__((noinline)) u64 mix(u64 a, u64 b)
{
    for (int i = 0; i < 5; i++)
        a = (a ^ a >> 13) * 31 + (b >> i) + (a % (b | 1));
    return a;
}

static __attribute__((noinline)) u64 deep(u64 n)
{
    return n < 2 ? n : deep(n - 1) * 3 + mix(n, deep(n - 2));
}

/* Code made at run time: li a0, n; ret. */
static u32 made[1024] __attribute__((aligned(4096)));

static __attribute__((noinline)) u64 self_modifying(int rounds)
{
    u64 sum = 0;
    u64 (*run)(void) = (u64 (*)(void))made;
    made[1] = 0x00008067;
    for (int i = 0; i < rounds; i++) {
        if (i % 7 == 0) {
            made[0] = 0x00000513 | (u32)(i & 0x7FF) << 20;
            __asm__ volatile("fence.i" ::: "memory");
        }
        made[512 + i % 64] = (u32)i; /* beside the code */
        sum = sum * 3 + run() + made[512 + (i * 5) % 64];
    }
    return sum;
}

/*
 * A loop that replaces an instruction of its own: its addi changes sign on the way. In a page of its own, for the translator soon leaves
 * such pages alone.
 */
u64 rewriting(u64 rounds, u64 every);
__asm__(".text\n.balign 4096\n.option push\n.option norvc\n"
        "rewriting: li t0, 0; li t1, 0; la t2, 1f; lw t3, 0(t2); li t4, 0xffe00000; xor t4, t4, t3\n"
        "2: beq t0, a0, 3f; remu t5, t0, a1; bnez t5, 1f; sw t4, 0(t2); mv t6, t3; mv t3, t4; mv t4, t6\n"
        "1: addi t1, t1, 1; addi t0, t0, 1; j 2b\n"
        "3: mv a0, t1; ret\n.option pop\n.balign 4096\n");

/* Leaves by another return address than it was called with. */
u64 odd_return(u64 n);
__asm__(".text\n.align 2\n"
        "odd_return: mv t0, ra; li t1, 0; 1: addi a0, a0, -1; jal 3f; addi t1, t1, 1; bnez a0, 1b; mv a0, t1; jr t0\n"
        "3: andi t2, a0, 3; bnez t2, 4f; addi ra, ra, 2; 4: ret\n");

static __attribute__((noinline)) u64 memory_faults(int rounds)
{
    static u64 block[64];
    u64 sum = 0;
    for (int i = 0; i < rounds; i++) {
        volatile u64 *p = &block[i & 31];
        if (i % 97 == 96)
            p = (volatile u64 *)((u64)p + 1 + i % 7); /* misaligned */
        if (i % 211 == 210)
            p = (volatile u64 *)0x40000000; /* nothing there */
        *p += (u64)i;
        sum += *p;
    }
    return sum;
}

static u64 counters(int rounds)
{
    u64 sum = 0;
    for (int i = 0; i < rounds; i++)
        sum = sum * 7 + read(minstret) + read(mcycle) * 3 + (i % 16 == 0 ? *CLINT_MTIME : 0);
    return sum;
}

/* All harts add to one counter, by LR/SC and by AMO. */
static void contend(int rounds)
{
    for (int i = 0; i < rounds; i++) {
        if (i & 1) {
            __asm__ volatile("amoadd.d zero, %1, (%0)" : : "r"(&counter), "r"(1UL) : "memory");
        } else {
            u64 old, failed;
            __asm__ volatile("1: lr.d %0, (%2); addi %0, %0, 1; sc.d %1, %0, (%2); bnez %1, 1b"
                             : "=&r"(old), "=&r"(failed) : "r"(&counter) : "memory");
        }
    }
}

void hart_main(int hart)
{
    contend(2000 + hart);
    __asm__ volatile("amoadd.w zero, %1, (%0)" : : "r"(&arrived), "r"(1) : "memory");
    for (;;)
        __asm__ volatile("wfi");
}

int main(int hart, const char *tree)
{
    (void)hart, (void)tree;
#ifdef HARTS
    harts = HARTS;
#endif
    CLINT_MTIMECMP[0] = *CLINT_MTIME + 100;
    __asm__ volatile("csrs mie, %0" : : "r"(0x80UL));
    __asm__ volatile("csrsi mstatus, 8");
    for (int i = 0; i < 3; i++) {
        note(deep(12));
        note(self_modifying(300));
        note(rewriting(300, 17));
        note(odd_return(200));
        note(memory_faults(600));
        note(counters(100));
    }
    contend(2000);
    while (arrived + 1 < harts)
        ;
    __asm__ volatile("csrci mstatus, 8");
    note(counter);
    print("interrupts ");
    print_hex(interrupts);
    print(" faults ");
    print_hex(faults);
    print(" counter ");
    print_hex(counter);
    print(" hash ");
    print_hex(hash);
    print("\n");
    return interrupts > 100 && faults > 10 ? 0 : 1;
}

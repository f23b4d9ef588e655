/* HARTS harts together: interrupts between them by the CLINT, timers, atomic counters, LR/SC under contention, a spin lock, messages
   ordered by fences. What is printed does not depend on who is faster. */
#include "machine.h"

#define CLINT_MSIP(hart) (*(volatile u32 *)(0x02000000 + 4 * (hart)))
#define CLINT_MTIMECMP(hart) (*(volatile u64 *)(0x02004000 + 8 * (hart)))
#define CLINT_MTIME (*(volatile u64 *)0x0200BFF8)
#define MIE_MSIE (1 << 3)
#define MIE_MTIE (1 << 7)
#define MSTATUS_MIE (1 << 3)
#define INTERRUPT (1UL << 63)

#define ROUNDS 5
#define COUNTS 500
#define MESSAGES 30

#define CSR_SET(csr, bits) __asm__ volatile("csrs " #csr ", %0" : : "r"((u64)(bits)) : "memory")
#define CSR_CLEAR(csr, bits) __asm__ volatile("csrc " #csr ", %0" : : "r"((u64)(bits)) : "memory")

static volatile u64 tokens[HARTS]; /* interrupts that each hart has had */
static volatile u64 timers[HARTS];
static u64 arrived[8];
static u64 sum, xored, most, least = -1UL;
static u32 counter32;
static u64 reserved;
static volatile u64 lock, guarded, guarded_twice;
static volatile u64 box[HARTS], full[HARTS];
static u64 wrong;

static u64 hart_number(void)
{
    u64 hart;
    __asm__("csrr %0, mhartid" : "=r"(hart));
    return hart;
}

static u64 fetch_add(u64 *at, u64 value)
{
    u64 old;
    __asm__ volatile("amoadd.d.aqrl %0, %2, (%1)" : "=r"(old) : "r"(at), "r"(value) : "memory");
    return old;
}

u64 trap(u64 cause, u64 pc, u64 value, u64 *registers)
{
    (void)value, (void)registers;
    u64 hart = hart_number();
    if (cause == (INTERRUPT | 3)) {
        CLINT_MSIP(hart) = 0;
        tokens[hart]++;
        if (hart != 0 || tokens[0] < ROUNDS)
            CLINT_MSIP((hart + 1) % HARTS) = 1; /* on to the next */
    } else if (cause == (INTERRUPT | 7)) {
        CLINT_MTIMECMP(hart) = -1UL;
        timers[hart]++;
    } else {
        print("cause ");
        print_hex(cause);
        print("\n");
        exit(1);
    }
    return pc;
}

/* All harts wait here for one another. */
static void barrier(int number)
{
    fetch_add(&arrived[number], 1);
    while (*(volatile u64 *)&arrived[number] != HARTS)
        ;
    __asm__ volatile("fence rw, rw" : : : "memory");
}

static void atomics(u64 hart)
{
    for (u64 i = 1; i <= COUNTS; i++) {
        u64 ignored, value = hart * COUNTS + i;
        fetch_add(&sum, i);
        __asm__ volatile("amoadd.w %0, %2, (%1)" : "=r"(ignored) : "r"(&counter32), "r"(0x10001L) : "memory");
        __asm__ volatile("amoxor.d %0, %2, (%1)" : "=r"(ignored) : "r"(&xored), "r"(value) : "memory");
        __asm__ volatile("amomaxu.d %0, %2, (%1)" : "=r"(ignored) : "r"(&most), "r"(value) : "memory");
        __asm__ volatile("amominu.d %0, %2, (%1)" : "=r"(ignored) : "r"(&least), "r"(value) : "memory");
    }
}

static void reservations(u64 hart)
{
    for (u64 i = 0; i < COUNTS; i++) {
        u64 value, failed;
        __asm__ volatile("1: lr.d %0, (%2)\n add %0, %0, %3\n sc.d %1, %0, (%2)\n bnez %1, 1b"
                         : "=&r"(value), "=&r"(failed) : "r"(&reserved), "r"(hart + 1) : "memory");
    }
}

static void locked(void)
{
    for (u64 i = 0; i < COUNTS; i++) {
        u64 held;
        do
            __asm__ volatile("amoswap.d.aq %0, %2, (%1)" : "=r"(held) : "r"(&lock), "r"(1) : "memory");
        while (held);
        guarded = guarded + 1;
        guarded_twice = guarded_twice + 2;
        if (guarded_twice != 2 * guarded)
            wrong++;
        __asm__ volatile("amoswap.d.rl zero, zero, (%0)" : : "r"(&lock) : "memory");
    }
}

/* Each hart sends numbers to the next one, a box that is full or empty between them. */
static void messages(u64 hart)
{
    u64 next = (hart + 1) % HARTS;
    for (u64 i = 1; i <= MESSAGES; i++) {
        while (full[next])
            ;
        box[next] = i * 1000 + hart;
        __asm__ volatile("fence w, w" : : : "memory");
        full[next] = 1;
        while (!full[hart])
            ;
        __asm__ volatile("fence r, r" : : : "memory");
        if (box[hart] != i * 1000 + (hart + HARTS - 1) % HARTS)
            fetch_add(&wrong, 1);
        __asm__ volatile("fence r, w" : : : "memory");
        full[hart] = 0;
    }
}

static void work(u64 hart)
{
    CSR_SET(mie, MIE_MSIE | MIE_MTIE);
    CSR_SET(mstatus, MSTATUS_MIE);
    barrier(0);
    if (hart == 0)
        CLINT_MSIP(1 % HARTS) = 1;
    while (tokens[0] < ROUNDS)
        ;
    barrier(1);
    CLINT_MTIMECMP(hart) = CLINT_MTIME + 100;
    while (!timers[hart])
        __asm__ volatile("wfi");
    CSR_CLEAR(mstatus, MSTATUS_MIE);
    barrier(2);
    atomics(hart);
    barrier(3);
    reservations(hart);
    barrier(4);
    locked();
    barrier(5);
    messages(hart);
    barrier(6);
}

static void show(const char *name, u64 value)
{
    print(name);
    print(" ");
    print_hex(value);
    print("\n");
}

void hart_main(u64 hart)
{
    if (hart < HARTS)
        work(hart);
    for (;;)
        __asm__ volatile("wfi");
}

int main(void)
{
    work(0);
    for (u64 hart = 0; hart < HARTS; hart++) {
        show("tokens", tokens[hart]);
        show("timers", timers[hart] != 0); /* twice where MTIP falls only some time after the write */
    }
    show("sum", sum);
    show("words", counter32);
    show("xor", xored);
    show("most", most);
    show("least", least);
    show("lr/sc", reserved);
    show("guarded", guarded);
    show("wrong", wrong);
    return wrong == 0 && guarded == HARTS * COUNTS && sum == HARTS * (COUNTS * (COUNTS + 1UL) / 2)
        && reserved == COUNTS * (HARTS * (HARTS + 1UL) / 2) ? 0 : 1;
}

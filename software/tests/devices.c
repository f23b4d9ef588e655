/* What the serial port, the interrupt controller and the CLINT say at each step; nothing that depends on time. */
#include "machine.h"

#define UART_REGISTER(n) (*(volatile u8 *)(UART + (n)))
#define PLIC 0x0C000000UL
#define PLIC_PRIORITY(source) (*(volatile u32 *)(PLIC + 4 * (source)))
#define PLIC_PENDING (*(volatile u32 *)(PLIC + 0x1000))
#define PLIC_ENABLE(context) (*(volatile u32 *)(PLIC + 0x2000 + 0x80 * (context)))
#define PLIC_THRESHOLD(context) (*(volatile u32 *)(PLIC + 0x200000 + 0x1000 * (context)))
#define PLIC_CLAIM(context) (*(volatile u32 *)(PLIC + 0x200004 + 0x1000 * (context)))
#define CLINT 0x02000000UL
#define UART_SOURCE 10
#define MEIP (1UL << 11)
#define SEIP (1UL << 9)

enum { DATA, IER, IIR_FCR, LCR, MCR, LSR, MSR, SCR };

#define read_csr(csr) ({ u64 v_; __asm__ volatile("csrr %0, " #csr : "=r"(v_)); v_; })

/* Steps are kept and printed at the end: printing would disturb the serial port. */
static u64 steps[128];
static int count;

static void note(u64 value)
{
    steps[count++] = value;
}

static void identify_and_note(void)
{
    note(UART_REGISTER(IIR_FCR));
}

static void uart_registers(void)
{
    UART_REGISTER(IER) = 0;
    UART_REGISTER(LCR) = 0x83;
    UART_REGISTER(DATA) = 0x34;
    UART_REGISTER(IER) = 0x12;
    note((u64)(UART_REGISTER(IER) << 8 | UART_REGISTER(DATA)));
    UART_REGISTER(DATA) = 1;
    UART_REGISTER(IER) = 0;
    UART_REGISTER(LCR) = 3;
    note(UART_REGISTER(LCR));
    UART_REGISTER(SCR) = 0x5A;
    note(UART_REGISTER(SCR));
    note(UART_REGISTER(IER));
    note(UART_REGISTER(LSR));
    note(UART_REGISTER(MSR));
    identify_and_note();
}

static void uart_loop(void)
{
    UART_REGISTER(MCR) = 0x10;
    note(UART_REGISTER(MSR) & 0xF0);
    UART_REGISTER(MCR) = 0x1F;
    note(UART_REGISTER(MSR) & 0xF0);
    UART_REGISTER(MCR) = 0x1A;
    note(UART_REGISTER(MSR) & 0xF0);
    UART_REGISTER(IIR_FCR) = 7;
    identify_and_note();
    for (int i = 0; i < 5; i++)
        UART_REGISTER(DATA) = (u8)('a' + i);
    for (int i = 0; i < 5; i++) {
        note(UART_REGISTER(LSR));
        note(UART_REGISTER(DATA));
    }
    note(UART_REGISTER(LSR));
    UART_REGISTER(DATA) = 'x';
    UART_REGISTER(IIR_FCR) = 3; /* empties the receiver */
    note(UART_REGISTER(LSR));
    UART_REGISTER(IIR_FCR) = 0;
    UART_REGISTER(MCR) = 8;
}

/* The transmitter's and the receiver's interrupts, as contexts 0 (M) and 1 (S) of the PLIC see them. */
static void interrupts(void)
{
    PLIC_PRIORITY(UART_SOURCE) = 3;
    PLIC_ENABLE(0) = 1 << UART_SOURCE;
    PLIC_ENABLE(1) = 1 << UART_SOURCE;
    PLIC_THRESHOLD(0) = 0;
    PLIC_THRESHOLD(1) = 3;
    note(PLIC_ENABLE(0));
    note(PLIC_THRESHOLD(1));
    note(PLIC_PENDING);
    note(read_csr(mip) & (MEIP | SEIP));
    UART_REGISTER(IER) = 2;
    note(PLIC_PENDING);
    note(read_csr(mip) & (MEIP | SEIP));
    PLIC_THRESHOLD(1) = 2;
    note(read_csr(mip) & (MEIP | SEIP));
    note(PLIC_CLAIM(1));
    note(read_csr(mip) & (MEIP | SEIP));
    note(PLIC_CLAIM(0));
    identify_and_note();
    identify_and_note();
    PLIC_CLAIM(1) = UART_SOURCE;
    note(PLIC_PENDING);
    UART_REGISTER(IER) = 0;
    UART_REGISTER(MCR) = 0x18;
    UART_REGISTER(IIR_FCR) = 1;
    UART_REGISTER(IER) = 1;
    UART_REGISTER(DATA) = 'r';
    note(UART_REGISTER(IIR_FCR) & ~8u); /* QEMU's character timeout depends on time */
    note(PLIC_CLAIM(0));
    note(PLIC_PENDING);
    note(UART_REGISTER(DATA));
    PLIC_CLAIM(0) = UART_SOURCE; /* the line is low: where it is still high, QEMU does not ask again */
    note(PLIC_PENDING);
    note(PLIC_CLAIM(0));
    identify_and_note();
    PLIC_PRIORITY(UART_SOURCE) = 0;
    UART_REGISTER(DATA) = 's';
    note(PLIC_PENDING);
    note(PLIC_CLAIM(0));
    note(read_csr(mip) & (MEIP | SEIP));
    note(UART_REGISTER(DATA));
    UART_REGISTER(IER) = 0;
    UART_REGISTER(IIR_FCR) = 0;
    UART_REGISTER(MCR) = 8;
}

static void clint(void)
{
    note(*(volatile u32 *)CLINT);
    *(volatile u32 *)CLINT = 1;
    note(*(volatile u32 *)CLINT);
    note(read_csr(mip) & 8);
    *(volatile u32 *)CLINT = 0;
    note(read_csr(mip) & 8);
    *(volatile u64 *)(CLINT + 0x4000) = 0x1122334455667788;
    note(*(volatile u64 *)(CLINT + 0x4000));
    *(volatile u32 *)(CLINT + 0x4004) = 0x99;
    note(*(volatile u64 *)(CLINT + 0x4000));
    note(*(volatile u32 *)(CLINT + 0x4000));
    note(read_csr(mip) & 0x80);
    *(volatile u64 *)(CLINT + 0x4000) = 0;
    note(read_csr(mip) & 0x80);
    *(volatile u64 *)(CLINT + 0x4000) = -1UL;
    note(read_csr(mip) & 0x80);
}

int main(void)
{
    static void (*const parts[])(void) = {uart_registers, uart_loop, interrupts, clint};
    for (u64 part = 0; part < sizeof parts / sizeof *parts; part++) {
        count = 0;
        parts[part]();
        for (int i = 0; i < count; i++) {
            print_hex((u64)i);
            print(" ");
            print_hex(steps[i]);
            print("\n");
        }
        print("\n");
    }
    return 0;
}

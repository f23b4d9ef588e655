/* A 16550A that is always ready and receives nothing. Its interrupt line goes nowhere: Linux polls the identification register. */
#include "vmm.h"

#define BASE 0x10000000UL

enum { DATA, INTERRUPT_ENABLE, IDENTIFICATION, LINE_CONTROL, MODEM_CONTROL, LINE_STATUS, MODEM_STATUS, SCRATCH };

#define DIVISOR_LATCH 0x80
#define FIFO_ENABLE 1
#define TRANSMITTER_EMPTY 2
#define LOOP 0x10

static u8 registers[8];
static u8 divisor[2];
static int transmitter_empty;

static u64 load(u64 address, u32 bytes)
{
    (void)bytes;
    u64 number = address - BASE;
    int latch = registers[LINE_CONTROL] & DIVISOR_LATCH;
    switch (number) {
    case DATA:
        return latch ? divisor[0] : 0;
    case INTERRUPT_ENABLE:
        return latch ? divisor[1] : registers[INTERRUPT_ENABLE];
    case IDENTIFICATION: {
        u8 fifo = registers[IDENTIFICATION] & FIFO_ENABLE ? 0xC0 : 0;
        if (!transmitter_empty || !(registers[INTERRUPT_ENABLE] & TRANSMITTER_EMPTY))
            return fifo | 1;
        transmitter_empty = 0;
        return fifo | TRANSMITTER_EMPTY;
    }
    case LINE_STATUS:
        return 0x60;
    case MODEM_STATUS: {
        u8 out = registers[MODEM_CONTROL];
        return out & LOOP ? (out & 2) << 3 | (out & 1) << 5 | (out & 12) << 4 : 0xB0;
    }
    default:
        return number < 8 ? registers[number] : 0;
    }
}

static void store(u64 address, u32 bytes, u64 value)
{
    (void)bytes;
    u64 number = address - BASE;
    if (number >= 8)
        return;
    if (number <= INTERRUPT_ENABLE && registers[LINE_CONTROL] & DIVISOR_LATCH) {
        divisor[number] = (u8)value;
        return;
    }
    if (number == DATA)
        guest_put((u8)value);
    else
        registers[number] = (u8)value;
    transmitter_empty |= number <= INTERRUPT_ENABLE;
}

const struct mmio_device uart16550 = {load, store};

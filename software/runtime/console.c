#include "machine.h"

void put(char c)
{
    volatile u8 *uart = (volatile u8 *)UART;
    while (!(uart[5] & 0x20))
        ;
    uart[0] = c;
}

void print(const char *text)
{
    while (*text)
        put(*text++);
}

void print_hex(u64 value)
{
    for (int shift = 60; shift >= 0; shift -= 4)
        put("0123456789abcdef"[value >> shift & 15]);
}

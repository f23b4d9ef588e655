#include "vmm.h"

static char line[256];
static u64 used;

void guest_flush(void)
{
    CALL3(write, STDOUT, line, used);
    used = 0;
}

void guest_put(u8 octet)
{
    line[used++] = (char)octet;
    if (octet == '\n' || used == sizeof line)
        guest_flush();
}

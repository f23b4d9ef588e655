#include "machine.h"

extern volatile u64 tohost;

void exit(int code)
{
    tohost = (u64)(u32)code << 1 | 1;
    *(volatile u32 *)TEST_FINISHER = code == 0 ? TEST_PASS : (u32)code << 16 | TEST_FAIL;
    for (;;)
        __asm__ volatile("wfi");
}

__attribute__((weak)) u64 trap(u64 cause, u64 pc, u64 value, u64 *registers)
{
    (void)registers;
    print("unexpected trap: cause ");
    print_hex(cause);
    print(" pc ");
    print_hex(pc);
    print(" value ");
    print_hex(value);
    print("\n");
    exit(99);
}

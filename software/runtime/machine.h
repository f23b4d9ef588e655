/* The machine as programs see it: QEMU's virt. For C and assembler. */
#ifndef MACHINE_H
#define MACHINE_H

#define STACK_SHIFT 14

#define TEST_FINISHER 0x00100000
#define TEST_PASS 0x5555
#define TEST_FAIL 0x3333
#define UART 0x10000000

/* Offsets in the frame that trap_entry saves: x1 to x31 at 8 * n. */
#define FRAME_SIZE 256

#ifndef __ASSEMBLER__
typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long u64;

/* console.c */
void print(const char *text);
void print_hex(u64 value);
void put(char c);

/* exit.c: ends the program, through tohost on the golden model and the RTL, through the syscon on QEMU. */
void exit(int code) __attribute__((noreturn));

/* trap.S: called for every trap to M with x1 to x31 in registers[1] to [31]; returns where to go on. The default prints and exits. */
u64 trap(u64 cause, u64 pc, u64 value, u64 *registers);
#endif
#endif

/* Layout of the image that the generator makes (Layout.java): a header and one slot for each program. */
#ifndef DIFFERENTIAL_H
#define DIFFERENTIAL_H

#define HEADER 0x801ff000 /* doublewords: number of programs; programs that have ended, written by the frame; trap to show in full */
#define SLOTS 0x80200000
#define SLOT_SIZE 0x20000
#define CODE_END 0x2000
#define END 0x1ff8 /* the instruction here ends the program */
#define TRAP_PAGE 0x3000 /* stvec and vstvec: an ecall */
#define RESULTS 0x14000
#define PHASE_END 0xffffffff /* what stands after the ecall that ends a phase; the next one begins behind it, in M */

/* Doublewords of the results. */
#define TRAPS 0 /* how many were taken */
#define ENDED 1 /* 1 when the program has ended */
#define REGISTERS 2 /* x1 to x31 at 2 + n */
#define CSRS 34
#define RECORDS 64
#define MAX_TRAPS 370
#define PROBE 5984 /* x1 to x31 at that trap, at PROBE + n */

/* Doublewords of the record of a trap. */
#define RECORD 16

#endif

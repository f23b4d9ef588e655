/* Layout of the image that the generator makes (see docs/golden-model.md): a header and one slot for each program. */
#ifndef DIFFERENTIAL_H
#define DIFFERENTIAL_H

#define HEADER 0x801ff000 /* doublewords: number of programs, program to report in full */
#define SLOTS 0x80200000
#define SLOT_SIZE 0x20000
#define CODE_END 0x2000
#define END 0x1ff8 /* the instruction here ends the program */
#define TRAP_PAGE 0x3000 /* stvec and vstvec: an ecall */
#define DATA 0x4000
#define DATA_SIZE 0x4000

#endif

/* What init does by name. Each mode says what it did, line by line; the test suite reads that. */
#ifndef INIT_H
#define INIT_H
#include "system.h"

/* bench.c: user programs in a steady state, between the lines "bench: begin" and "bench: end". */
void bench(const char *command_line);
/* Processes of that kind at once, on as many harts as there are; each must find what it finds alone. */
void stress(const char *command_line);
/* What a process that bench starts does. */
int bench_child(void);

/* tiny.c: a KVM guest of a few instructions that makes an MMIO exit of each kind and shuts down. */
void tiny(const char *command_line);

/* guest.c: Linux as KVM guest, to its init and power-off; console by SBI calls, or verbose by a 16550 in MMIO. */
void guest_sbi(const char *command_line);
void guest_uart(const char *command_line);

/* devices.c: the virtio disk, read and, unless it is read-only, written; a line to and a line from the virtio console. */
void disk(const char *command_line);
void hvc(const char *command_line);
#endif

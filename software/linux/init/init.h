/* What init does by name. Each mode says what it did, line by line; the test suite reads that. */
#ifndef INIT_H
#define INIT_H
#include "system.h"

/* bench.c: user programs in a steady state, between the lines "bench: begin" and "bench: end". */
void bench(const char *command_line);
/* What a process that bench starts does. */
int bench_child(void);
#endif

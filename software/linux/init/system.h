/* Linux's system calls without a C library, and the little text handling that init needs. */
#ifndef SYSTEM_H
#define SYSTEM_H

#include <stddef.h>
#include <asm/unistd.h>

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long u64;

#define STDOUT 1

/* Results below zero are -errno. */
long system_call(long number, long a, long b, long c, long d, long e, long f);
#define CALL0(n) system_call(__NR_##n, 0, 0, 0, 0, 0, 0)
#define CALL1(n, a) system_call(__NR_##n, (long)(a), 0, 0, 0, 0, 0)
#define CALL2(n, a, b) system_call(__NR_##n, (long)(a), (long)(b), 0, 0, 0, 0)
#define CALL3(n, a, b, c) system_call(__NR_##n, (long)(a), (long)(b), (long)(c), 0, 0, 0)
#define CALL4(n, a, b, c, d) system_call(__NR_##n, (long)(a), (long)(b), (long)(c), (long)(d), 0, 0)
#define CALL6(n, a, b, c, d, e, f) system_call(__NR_##n, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))

int open_file(const char *path, int flags);
/* A new process: 0 in the child, its number in the parent. */
long fork_process(void);
/* Waits for a child; its wait status. */
int wait_for(long child);
/* Anonymous memory, readable and writable. */
void *map_memory(u64 bytes);
void exit_process(int code) __attribute__((noreturn));
/* Reads a small file whole, as text that ends with a zero; its length, or -errno. */
long read_text(const char *path, char *buffer, long size);
/* Ends init, and the machine with it. */
void power_off(void) __attribute__((noreturn));

void print(const char *text);
/* A whole line in one write: text with %s, %d (long) and %x (u64). */
void say(const char *format, ...);
/* Says what failed with which errno, and ends the process. */
void fail(const char *what, long error) __attribute__((noreturn));
/* Ends the process with a message if result is an error; else returns it. */
long must(const char *what, long result);

u64 length(const char *text);
int same(const char *a, const char *b);
/* Where the value of name= begins in a command line, or 0. */
const char *option(const char *line, const char *name);
/* The number at text, or otherwise where there is none. */
u64 number(const char *text, u64 otherwise);

void *memcpy(void *to, const void *from, u64 bytes);
void *memset(void *at, int value, u64 bytes);
#endif

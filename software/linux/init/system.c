#include "system.h"
#include <stdarg.h>
#include <linux/fcntl.h>
#include <linux/mman.h>
#include <linux/signal.h>
#include <linux/reboot.h>
#include <asm/ioctls.h>

long system_call(long number, long a, long b, long c, long d, long e, long f)
{
    register long a0 __asm__("a0") = a;
    register long a1 __asm__("a1") = b;
    register long a2 __asm__("a2") = c;
    register long a3 __asm__("a3") = d;
    register long a4 __asm__("a4") = e;
    register long a5 __asm__("a5") = f;
    register long a7 __asm__("a7") = number;
    __asm__ volatile("ecall" : "+r"(a0) : "r"(a1), "r"(a2), "r"(a3), "r"(a4), "r"(a5), "r"(a7) : "memory");
    return a0;
}

int open_file(const char *path, int flags)
{
    return (int)CALL4(openat, AT_FDCWD, path, flags, 0600);
}

long fork_process(void)
{
    return must("clone", CALL6(clone, SIGCHLD, 0, 0, 0, 0, 0));
}

int wait_for(long child)
{
    int status = -1;
    must("wait4", CALL4(wait4, child, &status, 0, 0));
    return status;
}

void *map_memory(u64 bytes)
{
    return (void *)must("mmap", CALL6(mmap, 0, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
}

void exit_process(int code)
{
    for (;;)
        CALL1(exit_group, code);
}

long read_text(const char *path, char *buffer, long size)
{
    int file = open_file(path, O_RDONLY);
    if (file < 0)
        return file;
    long have = CALL3(read, file, buffer, size - 1);
    CALL1(close, file);
    if (have >= 0)
        buffer[have] = 0;
    return have;
}

void power_off(void)
{
    CALL0(sync);
    CALL3(ioctl, STDOUT, TCSBRK, 1); /* drains the console, which the kernel does not at power-off */
    for (;;)
        CALL4(reboot, LINUX_REBOOT_MAGIC1, LINUX_REBOOT_MAGIC2, LINUX_REBOOT_CMD_POWER_OFF, 0);
}

u64 length(const char *text)
{
    u64 n = 0;
    while (text[n])
        n++;
    return n;
}

int same(const char *a, const char *b)
{
    while (*a && *a == *b)
        a++, b++;
    return *a == *b;
}

void print(const char *text)
{
    CALL3(write, STDOUT, text, length(text));
}

static char *put_number(char *at, u64 value, u64 base)
{
    char digits[20];
    int n = 0;
    do
        digits[n++] = "0123456789abcdef"[value % base];
    while (value /= base);
    while (n)
        *at++ = digits[--n];
    return at;
}

void say(const char *format, ...)
{
    char line[256];
    char *at = line;
    va_list arguments;
    va_start(arguments, format);
    for (; *format && at < line + sizeof line - 24; format++) {
        if (*format != '%') {
            *at++ = *format;
            continue;
        }
        format++;
        if (*format == 's') {
            for (const char *text = va_arg(arguments, const char *); *text && at < line + sizeof line - 24;)
                *at++ = *text++;
        } else if (*format == 'd') {
            long value = va_arg(arguments, long);
            if (value < 0)
                *at++ = '-';
            at = put_number(at, value < 0 ? -(u64)value : (u64)value, 10);
        } else {
            at = put_number(at, va_arg(arguments, u64), 16);
        }
    }
    va_end(arguments);
    CALL3(write, STDOUT, line, at - line);
}

void fail(const char *what, long error)
{
    say("init: %s failed: error %d\n", what, -error);
    if (CALL0(getpid) == 1)
        power_off();
    exit_process(1);
}

long must(const char *what, long result)
{
    if (result < 0 && result > -4096)
        fail(what, result);
    return result;
}

const char *option(const char *line, const char *name)
{
    u64 n = length(name);
    for (const char *at = line; *at; at++) {
        if (at != line && at[-1] != ' ')
            continue;
        u64 i = 0;
        while (i < n && at[i] == name[i])
            i++;
        if (i == n && at[i] == '=')
            return at + i + 1;
    }
    return 0;
}

u64 number(const char *text, u64 otherwise)
{
    if (!text || *text < '0' || *text > '9')
        return otherwise;
    u64 value = 0;
    while (*text >= '0' && *text <= '9')
        value = value * 10 + (u64)(*text++ - '0');
    return value;
}

void *memcpy(void *to, const void *from, u64 bytes)
{
    u8 *t = to;
    const u8 *f = from;
    if ((((u64)t | (u64)f) & 7) == 0)
        for (; bytes >= 8; bytes -= 8, t += 8, f += 8)
            *(u64 *)t = *(const u64 *)f;
    while (bytes--)
        *t++ = *f++;
    return to;
}

void *memset(void *at, int value, u64 bytes)
{
    u8 *t = at;
    while (bytes--)
        *t++ = (u8)value;
    return at;
}
